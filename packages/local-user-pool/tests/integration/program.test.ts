import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { demoSeed, startUserPool } from '../../src/index.ts'
import { callApi, refusalOf } from '../support/call-api.ts'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
let running: ChildProcess | undefined

afterEach(() => {
  running?.kill('SIGKILL')
})

interface Run {
  child: ChildProcess
  /** Resolves with everything said so far once `text` is among it. */
  said: (text: string) => Promise<string>
  exit: Promise<{ code: number | null; output: string }>
}

function run(...words: string[]): Run {
  const args = ['--conditions=cognito-shared-session:source', '--import', 'tsx', program, ...words]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  }
  const said = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (output.includes(text)) resolve(output)
      }
      listeners.add(check)
      check()
    })
  const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }))
  })
  return { child, said, exit }
}

test('the program says all one needs to sign in, serves, and stops when asked', async () => {
  const { child, said, exit } = run('--port', '0', '--lift-minimums')
  const output = await said('Stop with Ctrl-C.')
  const url = /Endpoint +(\S+)/.exec(output)?.[1] ?? ''
  for (const word of [
    'eu-west-1_LocalDemo',
    demoSeed.clients.web.id,
    demoSeed.users.grace.attributes.email,
    demoSeed.users.ada.password,
    '/eu-west-1_LocalDemo/.well-known/jwks.json',
    'tokens 30 s, rotation with 60 s grace',
  ]) {
    expect(output).toContain(word)
  }
  const answer = await callApi(url, 'InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: demoSeed.clients.web.id,
    AuthParameters: { USERNAME: 'ada', PASSWORD: demoSeed.users.ada.password },
  })
  expect(refusalOf(answer)).toBe('200')
  child.kill('SIGTERM')
  expect((await exit).code).toBe(0)
})

test('a wrong flag ends it with a sentence and the usage', async () => {
  const { code, output } = await run('--prot', '1').exit
  expect(code).toBe(2)
  expect(output).toContain("local-user-pool: Unknown option '--prot'.")
  expect(output).toContain('Usage: local-user-pool [options]')
})

test('a port in use ends it with a way out', async () => {
  const pool = await startUserPool()
  const { port } = new URL(pool.url)
  const { code, output } = await run('--port', port).exit
  await pool.close()
  expect(code).toBe(1)
  expect(output).toBe(
    `local-user-pool: Port ${port} is in use. Choose another with --port, or 0 for any free one.\n`,
  )
})
