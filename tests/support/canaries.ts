import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { closedText } from './closed-text.ts'
import type { LoadedExtension } from './extension.ts'

/** A place where something was said or shown: `file …` for those of the profile. */
type Where = string

interface Secret {
  text: string
  /** Where it belongs: there it is no leak. */
  unless: RegExp
}

const NOWHERE = /^$/

/** Secrets that are known to a test, and everything that was said or shown anywhere but in the background. */
export class Canaries {
  readonly #extension: LoadedExtension
  readonly #sinks: { where: Where; text: string }[] = []
  readonly #secrets = new Map<string, Secret>()

  constructor(extension: LoadedExtension) {
    this.#extension = extension
  }

  /** Hears consoles, errors and addresses, but for those of the user pool itself. */
  async listen(pool: string): Promise<void> {
    const { context } = this.#extension
    await context.addInitScript(recordMessages)
    context.on('page', (page) => {
      page.on('console', (said) => this.sink(`console of ${page.url()}`, said.text()))
      page.on('pageerror', ({ message, stack }) => this.sink(`error of ${page.url()}`, `${message} ${stack}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(pool)) this.sink('address', request.url())
      })
    })
    for (const worker of context.serviceWorkers()) {
      worker.on('console', (said) => this.sink('console of the worker', said.text()))
    }
  }

  sink(where: Where, seen: unknown): void {
    this.#sinks.push({ where, text: typeof seen === 'string' ? seen : (JSON.stringify(seen) ?? '') })
  }

  plant(name: string, text: string, unless = NOWHERE): this {
    if (text.length < 6) throw new Error(`${name} is too short to be looked for: “${text}”`)
    this.#secrets.set(name, { text, unless })
    return this
  }

  get planted(): string[] {
    return [...this.#secrets.keys()]
  }

  /** All that was heard in places of this kind. */
  heard(where: RegExp): string[] {
    return this.#sinks.filter((place) => where.test(place.where)).map(({ text }) => text)
  }

  /** What a page shows and keeps. What a person typed stands in its own field, and there alone. */
  async lookAt(page: Page, name: string, typed: readonly string[] = []): Promise<void> {
    this.sink(`page of ${name}`, await page.content())
    const fields = () => [...document.querySelectorAll('input')].map((field) => field.value)
    this.sink(
      `fields of ${name}`,
      (await page.evaluate(fields)).filter((value) => !typed.includes(value)),
    )
    this.sink(`panel on ${name}`, await closedText(page))
    const storage = () => [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]
    this.sink(`storage of ${name}`, await page.evaluate(storage))
    this.sink(`messages to ${name}`, await page.evaluate(() => Reflect.get(globalThis, 'messages') ?? []))
  }

  /** Where a secret stands in what was said and shown, or in a file of the profile. */
  leaks(): string[] {
    const { profile } = this.#extension
    const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(profile, name), { throwIfNoEntry: false })?.isFile(),
    )
    return [...this.#sinks.flatMap((sink) => this.#in(sink)), ...files.flatMap((file) => this.#inFile(file))]
  }

  #in({ where, text }: { where: Where; text: string }): string[] {
    return this.#looked(where, (secret) => standsIn(text, secret))
  }

  #inFile(file: string): string[] {
    const bytes = readFileSync(join(this.#extension.profile, file))
    const holds = (secret: string) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))
    return this.#looked(`file ${file}`, holds)
  }

  #looked(where: Where, holds: (secret: string) => boolean): string[] {
    const found = [...this.#secrets].filter(([, { text, unless }]) => !unless.test(where) && holds(text))
    return found.map(([name]) => `${name}: ${where}`)
  }
}

/** A code of digits alone is no part of a longer number: a time would hold one by chance. */
function standsIn(text: string, secret: string): boolean {
  return /^\d+$/.test(secret) ? new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text) : text.includes(secret)
}

/** In each page: what is posted to it, and what comes by the ports it holds. */
function recordMessages(): void {
  const messages: unknown[] = []
  addEventListener('message', ({ data }) => messages.push(data))
  const { prototype } = MessagePort
  const post: (this: MessagePort, message: unknown) => void = Reflect.get(prototype, 'postMessage')
  const listen: MessagePort['addEventListener'] = Reflect.get(prototype, 'addEventListener')
  prototype.postMessage = function (this: MessagePort, message: unknown) {
    messages.push(message)
    return post.call(this, message)
  }
  prototype.addEventListener = function (this: MessagePort, ...args: Parameters<typeof listen>) {
    if (args[0] === 'message')
      Reflect.apply(listen, this, ['message', ({ data }: MessageEvent) => messages.push(data)])
    return Reflect.apply(listen, this, args)
  } as typeof listen
  Object.assign(globalThis, { messages })
}
