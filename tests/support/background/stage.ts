import { defaultPorts } from '@cognito-shared-session/cognito-session'
import {
  startUserPool,
  type LocalUserPool,
  type UserPoolOptions,
} from '@cognito-shared-session/local-user-pool'
import type { Answer, PageEvent } from '@cognito-shared-session/page-sdk/protocol'
import { createBackground } from '../../../src/background/background.ts'
import type { Sender } from '../../../src/background/caller.ts'
import type { BridgeScripts, ConsentWindow } from '../../../src/background/ports.ts'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import {
  hostPattern,
  profileIdOf,
  type AccountId,
  type Origin,
  type ProfileId,
} from '../../../src/contract/identity.ts'
import type { Method, Params, Value } from '../../../src/contract/messages.ts'
import type { SignInQuestion } from '../../../src/contract/signing-in.ts'
import type { PanelClaims } from '../../../src/contract/panel.ts'
import type { SessionViewRecord } from '../../../src/contract/view.ts'
import { KeptArea } from './kept-area.ts'
import { KeptKeys } from './kept-keys.ts'
import { Life } from './mortal.ts'
import { MovedTime } from './moved-time.ts'

const ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const SELF = {
  id: ID,
  origin: `chrome-extension://${ID}`,
  pages: ['src/popup/index.html', 'src/consent/index.html'],
}
const popup: Sender = { id: ID, origin: SELF.origin, url: `${SELF.origin}/src/popup/index.html` }

/** What is left when a worker dies: the browser with its store, alarm and tabs, and the user pool. */
export class Stage {
  readonly session = new KeptArea()
  readonly local = new KeptArea()
  readonly keys = new KeptKeys()
  /** What the operator wrote; undefined: the browser does not say. */
  managed: Record<string, unknown> | undefined = {}
  readonly time: MovedTime
  readonly pool: LocalUserPool
  readonly hosts = new Set<string>()
  readonly registered = new Set<string>()
  readonly injected: string[] = []
  readonly told: { origin: Origin; event: PageEvent; around: readonly Origin[] }[] = []
  readonly shown: PanelClaims[] = []
  /** Pages that are open, with what their site's own library stored. */
  readonly pages = new Map<number, { origin: string; items: Record<string, string> }>()
  /** What each tab shows; null where the browser does not say. */
  readonly tabs = new Map<number, Origin | null>()
  /** Whether changes of tabs wake the worker. */
  watched = false
  /** Whether the window that asks is open, and how often it was opened. */
  asking = false
  opened = 0
  /** How often it was brought to the front. */
  raised = 0
  badge = ''
  /** How often the person was told that sign-in is needed, and welcomed. */
  notified = 0
  welcomed = 0
  endAlarm: number | undefined
  alarm: number | undefined
  /** Requests that left the worker. */
  sent = 0
  /** … and what they said. */
  readonly bodies: string[] = []

  constructor(pool: LocalUserPool) {
    this.pool = pool
    this.time = new MovedTime(pool.clock)
  }

  static async open(options: Omit<UserPoolOptions, 'seed'> = {}): Promise<Stage> {
    return new Stage(await startUserPool({ liftMinimums: true, ...options }))
  }

  /** A worker that starts: nothing of an earlier one is left but the store. */
  start(life = new Life()): Worker {
    const background = createBackground(
      {
        now: this.time.now,
        wait: this.time.wait,
        getRandomValues: (bytes) => defaultPorts.getRandomValues(bytes),
        random: () => 0.5,
        fetch: life.mortal('network', {
          fetch: (input: string, init: RequestInit) => this.#fetch(input, init),
        }).fetch,
        session: life.mortal('session', this.session),
        local: life.mortal('local', this.local),
        managed: { read: async () => this.managed ?? Promise.reject(new Error('No policy can be read.')) },
        vaultKeys: life.mortal('keys', this.keys),
        alarm: life.mortal('alarm', this.#alarm('alarm')),
        endAlarm: life.mortal('endAlarm', this.#alarm('endAlarm')),
        bridges: life.mortal('bridges', this.#bridges()),
        site: life.mortal('site', {
          read: async (tabId: number) => this.#page(tabId),
          remove: async (origin: Origin, keys: readonly string[]) => this.#removeFrom(origin, keys),
        }),
        tabs: {
          shows: life.mortal('tabs', { shows: async (tabId: number) => this.tabs.get(tabId) }).shows,
          watch: (on) => void (this.watched = on),
        },
        consentWindow: life.mortal('window', this.#window()),
        badge: life.mortal('badge', { show: async (text: string) => void (this.badge = text) }).show,
        notify: async () => void (this.notified += 1),
        welcome: async () => void (this.welcomed += 1),
        panel: life.mortal('panel', {
          show: async (_tab: number, claims: PanelClaims) => void this.shown.push(claims),
        }),
      },
      SELF,
    )
    return new Worker(background, life)
  }

  profile(client: keyof LocalUserPool['clients']): ProfileId {
    return profileIdOf({ poolId: this.pool.poolId, clientId: this.pool.clients[client].id })
  }

  /** All accounts' views, as extension pages read them. */
  views(): SessionViewRecord[] {
    return [...this.session.items]
      .filter(([key]) => key.startsWith('view:'))
      .map(([, text]) => JSON.parse(text))
  }

  /** The browser ends, and with it the worker, the session area and the alarm. What is on the disk stays. */
  endBrowser(): void {
    this.session.items.clear()
    this.tabs.clear()
    this.asking = false
    this.badge = ''
    this.alarm = undefined
    this.endAlarm = undefined
  }

  close = () => this.pool.close()

  #fetch(input: string, init: RequestInit): Promise<Response> {
    this.sent += 1
    if (typeof init.body === 'string') this.bodies.push(init.body)
    return defaultPorts.fetch(input, init)
  }

  #page(tabId: number) {
    const page = this.pages.get(tabId)
    if (page === undefined) throw new Error('Cannot access a chrome:// URL')
    return { ...page, items: { ...page.items } }
  }

  #removeFrom(origin: Origin, keys: readonly string[]): number {
    const pages = [...this.pages.values()].filter((page) => page.origin === origin)
    for (const page of pages) for (const key of keys) delete page.items[key]
    return pages.length
  }

  #alarm(name: 'alarm' | 'endAlarm') {
    return {
      when: async () => this[name],
      set: async (when: number) => void (this[name] = when),
      clear: async () => void (this[name] = undefined),
    }
  }

  #window(): ConsentWindow {
    return {
      isOpen: async () => this.asking,
      show: async () => {
        if (this.asking) this.raised += 1
        else this.opened += 1
        this.asking = true
      },
      close: async () => void (this.asking = false),
    }
  }

  #bridges(): BridgeScripts {
    return {
      registered: async () => [...this.registered],
      register: async (pattern) => void this.registered.add(pattern),
      unregister: async (pattern) => void this.registered.delete(pattern),
      inject: async (pattern) => void this.injected.push(pattern),
      holdsHost: async (origin) => this.hosts.has(hostPattern(origin)),
      returnHost: async (origin) => void this.hosts.delete(hostPattern(origin)),
      injectFrame: async (tabId, frameId) => void this.injected.push(`frame ${frameId} of tab ${tabId}`),
      tell: async (origin, event, around) => void this.told.push({ origin, event, around }),
    }
  }
}

/** A running background, asked as the browser would. */
export class Worker {
  readonly #background: ReturnType<typeof createBackground>
  readonly life: Life

  constructor(background: ReturnType<typeof createBackground>, life: Life) {
    this.#background = background
    this.life = life
  }

  started = () => this.#background.start()
  reconnected = () => this.#background.reconnected()
  alarmRang = () => this.#background.alarmRang()
  policyChanged = () => this.#background.policyChanged()
  hostsAdded = (...patterns: string[]) => this.#background.hostsAdded(patterns)
  endsChanged = () => this.#background.endsChanged()
  installed = () => this.#background.installed()
  windowClosed = () => this.#background.windowClosed()

  /** Asks as the popup. */
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Answer<Value<Name>, ErrorCode>> {
    return this.send({ v: 1, id: 'q', method, params }, popup)
  }

  /** The same, where anything but an answer fails the test. */
  async value<Name extends Method>(method: Name, params: Params<Name>): Promise<Value<Name>> {
    const answer = await this.ask(method, params)
    if (answer.ok) return answer.value
    throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`)
  }

  /** Signs in by a password that is all that is asked; anything else fails the test. */
  async signIn(question: SignInQuestion): Promise<AccountId> {
    const standing = await this.value('signIn', question)
    if (standing.state === 'signedIn') return standing.account
    throw new Error(`The sign-in stands at: ${standing.state}`)
  }

  /** The same as {@link ask}, where an answer fails the test: the error's code. */
  async refusal<Name extends Method>(method: Name, params: Params<Name>): Promise<ErrorCode> {
    const answer = await this.ask(method, params)
    if (!answer.ok) return answer.error.code
    throw new Error(`${method} was answered with ${JSON.stringify(answer.value)}`)
  }

  send<Reply>(message: unknown, sender: Sender): Promise<Answer<Reply, ErrorCode>> {
    return this.#background.internalMessage(message, sender) as Promise<Answer<Reply, ErrorCode>>
  }

  sendExternal<Reply>(message: unknown, sender: Sender): Promise<Answer<Reply, ErrorCode>> {
    return this.#background.externalMessage(message, sender) as Promise<Answer<Reply, ErrorCode>>
  }
}
