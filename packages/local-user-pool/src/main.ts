#!/usr/bin/env node
import { announcement } from './announcement.ts'
import { readCommandLine, usage } from './command-line.ts'
import type { LocalUserPool, UserPoolOptions } from './local-user-pool.ts'
import { startUserPool } from './start-user-pool.ts'

function sentence(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Choose another with --port, or 0 for any free one.`
  }
  return error instanceof Error ? error.message : String(error)
}

function stopOnSignal(pool: LocalUserPool): void {
  const stop = (): void => {
    pool.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

async function start(options: Omit<UserPoolOptions, 'seed'>): Promise<void> {
  try {
    const pool = await startUserPool(options)
    stopOnSignal(pool)
    process.stdout.write(announcement(pool))
  } catch (error) {
    process.stderr.write(`local-user-pool: ${sentence(error, options.port ?? 0)}\n`)
    process.exitCode = 1
  }
}

const command = readCommandLine(process.argv.slice(2))
if (command.kind === 'help') process.stdout.write(usage)
else if (command.kind === 'start') await start(command.options)
else {
  process.stderr.write(`local-user-pool: ${command.complaint}\n\n${usage}`)
  process.exitCode = 2
}
