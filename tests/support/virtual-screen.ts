import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { once } from 'node:events'

/** A screen for windows that a headless browser does not draw as everybody's does: its popups have another size. */
export interface VirtualScreen {
  close(): void
}

const XVFB = '/usr/bin/Xvfb'

/** Starts a screen that nobody sees and draws on it from now on; undefined where there is none to be had. */
export async function virtualScreen(): Promise<VirtualScreen | undefined> {
  try {
    accessSync(XVFB, constants.X_OK)
  } catch {
    return undefined
  }
  const { DISPLAY: before } = process.env
  // It chooses a free number, and tells it when it is ready.
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const server = spawn(XVFB, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const told = server.stdio[3]
  if (told === null || told === undefined) throw new Error('Xvfb has no way to tell its number.')
  const [number] = await once(told, 'data')
  process.env['DISPLAY'] = `:${String(number).trim()}`
  const kill = () => void server.kill()
  process.once('exit', kill)
  return {
    close() {
      process.off('exit', kill)
      if (before === undefined) delete process.env['DISPLAY']
      else process.env['DISPLAY'] = before
      kill()
    },
  }
}
