import type { Ports } from '@cognito-shared-session/cognito-session'
import type { Origin } from '../contract/identity.ts'
import type { PanelClaims } from '../contract/panel.ts'
import type { PageEvent } from '@cognito-shared-session/page-sdk/protocol'

/** One of the browser's storage areas. Each call is atomic; nothing holds over two calls. */
export interface StorageArea {
  get(key: string): Promise<unknown>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string[]): Promise<void>
  keys(): Promise<string[]>
}

/** Keys that nothing can read out, which outlive the browser. */
export interface VaultKeys {
  get(name: string): Promise<CryptoKey | undefined>
  /** Makes a key (AES-GCM, not extractable) in place of the one of this name. */
  create(name: string): Promise<CryptoKey>
  destroy(name: string): Promise<void>
}

/** The one alarm. Times are milliseconds since the epoch. */
export interface Alarm {
  when(): Promise<number | undefined>
  set(when: number): Promise<void>
  clear(): Promise<void>
}

/** What an operator decided for this browser, as it was written there. */
export interface ManagedStorage {
  read(): Promise<Readonly<Record<string, unknown>>>
}

/** What grants need of the browser's tabs. */
export interface Tabs {
  /** The origin that a tab shows; null where the browser does not say, undefined where there is none. */
  shows(tabId: number): Promise<Origin | null | undefined>
  /** Whether changes of tabs are told, and wake the worker, from now on. */
  watch(on: boolean): void
}

/** The window in which a person is asked. There is one at most. */
export interface ConsentWindow {
  isOpen(): Promise<boolean>
  /** Opens it, or brings the one that is open to the front. */
  show(): Promise<void>
  close(): Promise<void>
}

/**
 * What the bridge needs of the browser: scripts registered by host, and tabs to inject into. Pages are never waited
 * for: one that stands still, or never ends loading, would keep all other sites from being allowed and taken back.
 */
export interface BridgeScripts {
  /** Host patterns that are registered now. */
  registered(): Promise<string[]>
  register(hostPattern: string): Promise<void>
  unregister(hostPattern: string): Promise<void>
  /** Runs the bridge in all open documents of the host. Tabs that refuse are passed over. */
  inject(hostPattern: string): Promise<void>
  holdsHost(origin: Origin): Promise<boolean>
  returnHost(origin: Origin): Promise<void>
  /** Runs the bridge in one frame, if it is still there. */
  injectFrame(tabId: number, frameId: number): Promise<void>
  /** Tells the bridges in the open tabs of this origin, and of the sites in which its frames may stand. */
  tell(origin: Origin, event: PageEvent, around: readonly Origin[]): Promise<void>
}

/** What the panel needs of the browser. */
export interface PanelScripts {
  /** Injects the panel into the tab's page and hands it the claims. Rejects where no script may run. */
  show(tabId: number, claims: PanelClaims): Promise<void>
}

/** What a site's own Cognito library keeps in the storage of its pages. */
export interface SiteStorage {
  /** From the tab's page. Rejects where no script may run. */
  read(tabId: number): Promise<{ origin: string; items: Record<string, string> }>
  /** Removes these keys in every open page of the site; how many pages that were. */
  remove(origin: Origin, keys: readonly string[]): Promise<number>
}

/** Everything the background needs from outside, so that all of it runs on a fake clock and a kept store. */
export interface BackgroundPorts extends Ports {
  session: StorageArea
  local: StorageArea
  managed: ManagedStorage
  vaultKeys: VaultKeys
  alarm: Alarm
  endAlarm: Alarm
  bridges: BridgeScripts
  tabs: Tabs
  consentWindow: ConsentWindow
  /** What stands on the toolbar icon; nothing where it is empty. */
  badge(text: string): Promise<void>
  /** Tells the person that sign-in is needed, where they asked to be told. */
  notify(): Promise<void>
  /** Opens the page for those who have just installed the extension. */
  welcome(): Promise<void>
  panel: PanelScripts
  site: SiteStorage
  /** Uniform in [0, 1). */
  random(): number
}
