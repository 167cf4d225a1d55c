import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { measureClaims } from './claims/measure.ts'

/** The most that it may cost to draw 1,000 claims, as a multiple of making the same nodes by hand. */
const GOAL = 3

const cost = await measureClaims()
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
const figure = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`
const line = `| ${cost.rows} claims drawn | ${figure(cost.drawn)} | ${figure(cost.plain)} | **${cost.ratio.toFixed(2)} ×** | ≤ ${GOAL} × |`
const table = [
  `Machine: ${machine}. Medians of ${cost.runs} turns each, in one run.`,
  '',
  '| what | ours | plain DOM | ratio | goal |',
  '|---|---|---|---|---|',
  line,
].join('\n')
console.log(table)

await mkdir('bench/results', { recursive: true })
const day = new Date().toISOString().slice(0, 10)
await writeFile(`bench/results/${day}.json`, `${JSON.stringify({ machine, claims: cost }, null, 2)}\n`)
await writeFile('bench/RESULTS.md', `# Measured\n\nBy \`npm run bench\`. ${table}\n`)
if (cost.ratio > GOAL) process.exitCode = 1
