import { render } from 'preact'
import { rowsOf } from '../../src/claims/claim-rows.ts'
import { ClaimTable } from '../../src/claims/claim-table.tsx'
import { Ticker } from '../../src/claims/ticker.ts'
import { TimeContext } from '../../src/claims/time-context.ts'
import { TimeWords } from '../../src/claims/time-words.ts'
import { beginStage } from '../../tests/support/words/stage-words.ts'

/** What the page can be told to do, from outside. */
export interface ClaimsBench {
  /** Milliseconds from the claims to a table of all of them that is laid out, and how many rows that has. */
  drawn(): Promise<{ time: number; rows: number }>
  /** Milliseconds for the same nodes made by hand, laid out likewise. */
  plain(): { time: number; rows: number }
  /** Lets a minute pass, second by second. */
  tick(): Promise<Ticked>
}

interface Ticked {
  /** Timers that run. */
  timers: number
  /** Texts that changed. */
  texts: number
  /** Nodes that came or went, and attributes that changed. */
  redrawn: number
}

const COUNT = 1000
const MOMENTS = 20
const START = Date.parse('2026-03-14T09:26:53Z')

/** As tokens have them: mostly texts, some times, lists, truths and objects. */
function claimAt(place: number): unknown {
  if (place < MOMENTS) return START / 1000 + place * 40
  return [`value ${place}`, place, place % 2 === 0, ['one', 'two'], { at: place }][place % 5]
}

function nameAt(place: number): string {
  const times = ['exp', 'iat', 'auth_time']
  return times[place] ?? `custom:claim_${place}`
}

const claims = Object.fromEntries(
  Array.from({ length: COUNT }, (_, place) => [nameAt(place), claimAt(place)]),
)

let now = START
const timers = new Set<() => void>()
const ticker = new Ticker({
  now: () => now,
  every(_, tick) {
    timers.add(tick)
    return () => timers.delete(tick)
  },
})
beginStage('extensionName')
const words = new TimeWords('en', 'UTC')
const main = document.querySelector('main') ?? document.body
const rowCount = () => main.querySelectorAll('tbody tr').length

/** Preact draws what changed by a click in a later task. */
async function allShown(): Promise<void> {
  const more = () =>
    [...main.querySelectorAll('button')].find(({ textContent }) => /more \(/.test(textContent))
  more()?.click()
  while (more() !== undefined) await new Promise((frame) => requestAnimationFrame(frame))
}

function clear(): void {
  render(null, main)
  main.replaceChildren()
  void main.offsetHeight
}

function copied(node: Node): Node {
  if (!(node instanceof Element)) return document.createTextNode(node.textContent ?? '')
  const copy = document.createElement(node.localName)
  for (const { name, value } of node.attributes) copy.setAttribute(name, value)
  for (const child of node.childNodes) copy.appendChild(copied(child))
  return copy
}

async function draw(): Promise<void> {
  render(
    <TimeContext.Provider value={{ ticker, words }}>
      <ClaimTable rows={rowsOf(claims)} caption="Claims" ahead={0} />
    </TimeContext.Provider>,
    main,
  )
  await allShown()
  void main.offsetHeight
}

let template: Node[] = []

const bench: ClaimsBench = {
  async drawn() {
    clear()
    const began = performance.now()
    await draw()
    const time = performance.now() - began
    template = [...main.childNodes].map((node) => node.cloneNode(true))
    return { time, rows: rowCount() }
  },
  plain() {
    clear()
    const began = performance.now()
    main.append(...template.map(copied))
    void main.offsetHeight
    return { time: performance.now() - began, rows: rowCount() }
  },
  async tick() {
    clear()
    await draw()
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)))
    const seen: MutationRecord[] = []
    const observer = new MutationObserver((records) => seen.push(...records))
    observer.observe(main, { subtree: true, childList: true, attributes: true, characterData: true })
    for (let second = 0; second < 60; second += 1) {
      now += 1000
      for (const tick of timers) tick()
      await new Promise((frame) => requestAnimationFrame(frame))
    }
    seen.push(...observer.takeRecords())
    observer.disconnect()
    const texts = seen.filter(({ type }) => type === 'characterData').length
    return { timers: timers.size, texts, redrawn: seen.length - texts }
  },
}
Object.assign(globalThis, { bench })
document.documentElement.dataset['ready'] = 'true'
