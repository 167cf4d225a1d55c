import { play, withClaimsPage } from './stage.ts'

/** Drawn by our components against the same nodes made by hand, in one run; medians, in milliseconds. */
export interface ClaimsCost {
  rows: number
  runs: number
  drawn: number
  plain: number
  ratio: number
}

const WARM_UP = 5
const RUNS = 25

/** The two take turns, so that a machine that slows down slows both. */
export function measureClaims(): Promise<ClaimsCost> {
  return withClaimsPage(async (page) => {
    const drawn: number[] = []
    const plain: number[] = []
    let rows = 0
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const ours = await play(page, 'drawn')
      const theirs = await play(page, 'plain')
      rows = ours.rows
      if (theirs.rows !== rows) throw new Error(`${theirs.rows} rows were made by hand, ${rows} drawn.`)
      if (run < 0) continue
      drawn.push(ours.time)
      plain.push(theirs.time)
    }
    const [ours, theirs] = [median(drawn), median(plain)]
    return { rows, runs: RUNS, drawn: ours, plain: theirs, ratio: ours / theirs }
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
