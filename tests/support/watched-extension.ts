import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ToolbarPopup } from './toolbar-popup.ts'

const PAGE = 'src/popup/index.html'

/**
 * Runs in the popup before everything else. It writes down how the first frame looks that has something in it, what
 * moved afterwards, and what was asked of the background, which never answers a popup under the toolbar icon.
 */
const WATCHER = `{
  const look = () => {
    const shown = [...document.querySelectorAll('#app *')].filter((element) =>
      element.matches('header, .card, h1, h2, p, a, button, input, select, summary, dl, ul, td') &&
      element.checkVisibility() && element.getBoundingClientRect().top < innerHeight)
    const box = (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return [element.tagName, ...[left, top, right, Math.min(bottom, innerHeight)].map(Math.round)].join(' ')
    }
    return { text: document.body.innerText, boxes: shown.map(box) }
  }
  const watched = { first: undefined, shifts: [], asked: [], look }
  let waits = false
  new MutationObserver(() => {
    if (waits || watched.first || !document.querySelector('#app > *')) return
    waits = true
    requestAnimationFrame(() => { watched.first = look() })
  }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      watched.shifts.push(value + ' ' + sources.map(({ node }) => node?.outerHTML ?? '?').join(' '))
  }).observe({ type: 'layout-shift', buffered: true })
  const send = chrome.runtime.sendMessage.bind(chrome.runtime)
  chrome.runtime.sendMessage = (message) => {
    if (!chrome.extension.getViews({ type: 'popup' }).includes(window)) return send(message)
    watched.asked.push(message.method)
    return new Promise(() => {})
  }
  Object.assign(globalThis, { watched })
}`

/** A copy of the built extension whose popup is watched while it is drawn. */
export function watchedExtension(build: string): { dist: string; remove: () => void } {
  const dist = mkdtempSync(join(tmpdir(), 'cognito-shared-session-watched-'))
  cpSync(build, dist, { recursive: true })
  const page = join(dist, PAGE)
  writeFileSync(join(dist, 'watch.js'), WATCHER)
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', '<head><script src="/watch.js"></script>'))
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) }
}

/** What a person sees of a popup, down to the lower edge of its window. */
interface Drawn {
  text: string
  /** Name and edges of everything that is drawn there. */
  boxes: string[]
}

interface Watched {
  first: Drawn
  now: Drawn
  /** What moved under the person's eyes. */
  shifts: string[]
  /** What the background was asked. */
  asked: string[]
  /** In CSS pixels; the width is what a scrollbar leaves of it. */
  window: { width: number; height: number; sideways: number }
}

/** How the popup was drawn, once nothing is under way in it that the storage or the network owes it. */
export async function watchedIn(popup: ToolbarPopup): Promise<Watched> {
  const seen = await popup.evaluate(`(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => requestIdleCallback(drawn)))
    if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded))
    await frame()
    await Promise.all(['local', 'session'].map((area) => chrome.storage[area].getKeys()))
    await frame()
    await frame()
    const { documentElement: root } = document
    const window = { width: root.clientWidth, height: innerHeight, sideways: Math.max(0, root.scrollWidth - root.clientWidth) }
    const { look, ...rest } = watched
    return JSON.stringify({ ...rest, now: look(), window })
  })()`)
  return JSON.parse(String(seen))
}
