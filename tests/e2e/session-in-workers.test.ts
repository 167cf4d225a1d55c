import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright'
import puppeteer from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { bundledWithBuilt } from '../../scripts/package/bundle.ts'
import { needChromium, needFirefox } from '../support/browser.ts'
import { chromiumSwitches } from '../support/chromium-switches.ts'

const run = promisify(execFile)
const here = join(import.meta.dirname, 'session-life')

let pool: LocalUserPool
let site: Server
let url: string

/** A site whose only script is the built library with its life around it. */
beforeAll(async () => {
  const root = join(import.meta.dirname, '../..')
  execFileSync('npm', ['run', '--silent', 'build', '-w', 'packages/cognito-session'], { cwd: root })
  const { code } = await bundledWithBuilt(join(here, 'worker.js'))
  site = createServer(({ url: path }, response) => {
    const isScript = path === '/worker.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? code : '<!doctype html><title>Workers</title>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : ''
})
afterAll(() => site.close())

beforeEach(async () => {
  pool = await startUserPool()
  return () => pool.close()
})

function person() {
  const { signInName: name, password } = pool.users.ada
  return { poolId: pool.poolId, clientId: pool.clients.rotating.id, endpoint: pool.url, name, password }
}

const lived = { email: 'ada@example.com', valid: true, rotated: true, afterwards: 'NoSession' }

type Asked = ReturnType<typeof person>

/** Runs in a page. */
async function inWorker(asked: Asked): Promise<unknown> {
  const worker = new Worker('/worker.js', { type: 'module' })
  const { port1, port2 } = new MessageChannel()
  return await new Promise((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    port1.addEventListener('message', ({ data }) => resolve(data))
    port1.start()
    worker.postMessage(asked, [port2])
  })
}

/** Runs in a page. */
async function inServiceWorker(asked: Asked): Promise<unknown> {
  await navigator.serviceWorker.register('/worker.js', { type: 'module' })
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  return await new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data))
    port1.start()
    active?.postMessage(asked, [port2])
  })
}

describe('the built session library signs in, refreshes and signs out', () => {
  test('in Node, with nothing but its package', async () => {
    const program = `import(${JSON.stringify(join(here, 'life.js'))}).then(({ life }) => life(JSON.parse(process.argv[1]))).then((lived) => console.log(JSON.stringify(lived)))`
    const options = { env: { ...process.env, NODE_OPTIONS: '' } }
    const { stdout: output } = await run(process.execPath, ['-e', program, JSON.stringify(person())], options)
    expect(JSON.parse(output)).toEqual({ ...lived, realm: 'Object' })
  })

  test('in a worker and in a service worker of Chromium', async () => {
    const browser = await chromium.launch({
      executablePath: needChromium(),
      args: chromiumSwitches(),
    })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      expect(await page.evaluate(inWorker, person())).toEqual({
        ...lived,
        realm: 'DedicatedWorkerGlobalScope',
      })
      expect(await page.evaluate(inServiceWorker, person())).toEqual({
        ...lived,
        realm: 'ServiceWorkerGlobalScope',
      })
    } finally {
      await browser.close()
    }
  })

  test('in a worker of Firefox', async () => {
    // Firefox refuses a home that belongs to somebody else than who runs it.
    const home = mkdtempSync(join(tmpdir(), 'firefox-home-'))
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: needFirefox(),
      headless: true,
      env: { ...process.env, HOME: home },
    })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      expect(await page.evaluate(inWorker, person())).toEqual({
        ...lived,
        realm: 'DedicatedWorkerGlobalScope',
      })
    } finally {
      await browser.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    }
  })
})
