import { parseArgs } from 'node:util'
import type { UserPoolOptions } from './local-user-pool.ts'

export const usage = `Usage: local-user-pool [options]

A Cognito user pool on this machine, for demos and tests.

  --port NUMBER      where to listen (9230; 0 is any free port)
  --host NAME        on which address (127.0.0.1)
  --seed NAME        the people and app clients to begin with (demo, the only one)
  --data FILE        keep users, keys and refresh tokens in this file (in memory)
  --pool-id ID       the pool's id (eu-west-1_LocalDemo)
  --callback URL     an address that managed login may return to (may be repeated)
  --lift-minimums    allow tokens that live less than Cognito's 300 seconds
  --help             show this
`

/** What the words after the program's name come to. */
export type CommandLine =
  | { kind: 'start'; options: Omit<UserPoolOptions, 'seed'> }
  | { kind: 'help' }
  | { kind: 'wrong'; complaint: string }

const flags = {
  port: { type: 'string', default: '9230' },
  host: { type: 'string', default: '127.0.0.1' },
  seed: { type: 'string', default: 'demo' },
  data: { type: 'string' },
  'pool-id': { type: 'string' },
  callback: { type: 'string', multiple: true },
  'lift-minimums': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function portFrom(text: string): number | undefined {
  const port = Number(text)
  return /^\d+$/.test(text) && port <= 65_535 ? port : undefined
}

function read(words: readonly string[]): CommandLine {
  const { values } = parseArgs({ args: [...words], options: flags, strict: true, allowPositionals: false })
  if (values.help) return { kind: 'help' }
  const port = portFrom(values.port)
  if (port === undefined) {
    return { kind: 'wrong', complaint: `--port is ${values.port}, and must be a number from 0 to 65535.` }
  }
  if (values.seed !== 'demo') {
    return { kind: 'wrong', complaint: `--seed is ${values.seed}, and there is only the seed demo.` }
  }
  const wrongAddress = values.callback?.find((address) => !URL.canParse(address))
  if (wrongAddress !== undefined) {
    return { kind: 'wrong', complaint: `--callback is ${wrongAddress}, and must be a whole address.` }
  }
  const options = {
    port,
    host: values.host,
    liftMinimums: values['lift-minimums'],
    ...(values.callback === undefined ? {} : { callbackUrls: values.callback }),
    ...(values.data === undefined ? {} : { dataFile: values.data }),
    ...(values['pool-id'] === undefined ? {} : { poolId: values['pool-id'] }),
  }
  return { kind: 'start', options }
}

/** Reads the command line; never throws. */
export function readCommandLine(words: readonly string[]): CommandLine {
  try {
    return read(words)
  } catch (error) {
    // parseArgs explains itself in its first sentence; the rest is advice about positionals.
    const [sentence = 'The options cannot be read'] = (error instanceof Error ? error.message : '').split(
      '. ',
    )
    return { kind: 'wrong', complaint: `${sentence.replace(/\.$/, '')}.` }
  }
}
