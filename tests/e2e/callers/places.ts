import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright'
import type { CallerKind } from '../../../src/contract/audience.ts'
import { inContentScript } from '../../support/content-world.ts'
import { frame } from '../../support/frame.ts'
import type { OtherExtension } from '../../support/other-extension.ts'
import type { QuickWorld } from '../../support/quick-world.ts'
import { bridge, external, internal, type Verdict, type Way } from './ways.ts'

export interface Scene {
  world: QuickWorld
  other: OtherExtension
  /** A page of the site that the person allowed. */
  allowed: Page
  /** A page of another site on the same host, so that the bridge's script runs there too. */
  evil: Page
  /** A page of the one site in which frames of the allowed one may ask. */
  around: Page
}

type Evaluate = (expression: string) => Promise<unknown>

/** Somewhere in a browser from which somebody may ask. */
export interface Place {
  name: string
  /** `nobody`: the browser names no origin, or none that can be allowed. */
  kind: CallerKind | 'nobody'
  /** Whether the place has the rights of the allowed site. */
  granted: boolean
  /** Which page of the extension it is. */
  path?: string
  by: Way
  /** How a question is refused here. */
  refused: Verdict
  /** Changes each message, for those who lie. */
  lie?: (message: object) => object
  enter(scene: Scene): Promise<Evaluate>
}

const main =
  (place: Page | Frame): Evaluate =>
  (expression) =>
    place.evaluate(expression)

const script =
  ({ world }: Scene, place: Page | Frame, id?: string): Evaluate =>
  (expression) =>
    inContentScript(world.extension, place, expression, id)

const inFrame =
  (host: 'allowed' | 'evil' | 'around', make: (scene: Scene) => string) => async (scene: Scene) =>
    main(await frame(scene[host], make(scene)))

const SANDBOX = `frame.sandbox = 'allow-scripts'`
const blob = `URL.createObjectURL(new Blob(['<!doctype html><title>blob</title>'], { type: 'text/html' }))`

/** The pages of the extension that may ask; what the worker's list says. */
const pages = /const PAGES = \[([^\]]+)\]/
  .exec(readFileSync('src/background/index.ts', 'utf8'))?.[1]
  ?.match(/[^',\s]+/g)

const extensionPages: Place[] = [
  ...(pages ?? []).map((path): Place => ({
    name: `the extension’s page ${path}`,
    kind: 'extensionPage',
    path,
    granted: false,
    by: internal,
    refused: 'notAllowed',
    enter: async ({ world }) => main(await world.visit(`chrome-extension://${world.extension.id}/${path}`)),
  })),
  {
    name: 'a file of the extension that is no page of its list',
    kind: 'nobody',
    granted: false,
    by: internal,
    refused: 'notAllowed',
    enter: async ({ world }) => main(world.extension.inside),
  },
]

const site = (name: string, place: Omit<Place, 'name' | 'by' | 'refused'> & Partial<Place>): Place => ({
  name,
  by: external,
  refused: 'notAllowed',
  ...place,
})

const granted = { kind: 'page', granted: true } as const
const stranger = { kind: 'page', granted: false } as const
const nobody = { kind: 'nobody', granted: false } as const

const wholePages: Place[] = [
  site('an allowed page', { ...granted, enter: async ({ allowed }) => main(allowed) }),
  site('an allowed page, by the bridge', {
    ...granted,
    by: bridge('self'),
    refused: 'notCarried',
    enter: async ({ allowed }) => main(allowed),
  }),
  site('a page of another site', { ...stranger, enter: async ({ evil }) => main(evil) }),
  site('a page of another site, by the bridge', {
    ...nobody,
    by: bridge('self'),
    refused: 'unreachable',
    enter: async ({ evil }) => main(evil),
  }),
  site('a page that its own CSP sandboxes', {
    ...nobody,
    enter: async ({ world }) => main(await world.visit(`${world.sites.one}/?csp=sandbox%20allow-scripts`)),
  }),
  site('a page of another site that says it is the allowed one', {
    ...nobody,
    refused: 'notAQuestion',
    lie: (message) => ({ ...message, origin: 'http://localhost', kind: 'extensionPage' }),
    enter: async ({ evil }) => main(evil),
  }),
  site('an allowed page that says it is the popup', {
    ...nobody,
    refused: 'notAQuestion',
    lie: (message) => ({ ...message, sender: { id: 'mophcmpmhijfcmgpeabfgglojbeeclif' } }),
    enter: async ({ allowed }) => main(allowed),
  }),
]

const frames: Place[] = [
  site('a sandboxed frame of the allowed site in an allowed page', {
    ...nobody,
    enter: inFrame('allowed', ({ world }) => `${SANDBOX}; frame.src = '${world.sites.one}/sandboxed'`),
  }),
  site('a sandboxed srcdoc frame in an allowed page', {
    ...nobody,
    refused: 'unreachable',
    enter: inFrame('allowed', () => `${SANDBOX}; frame.srcdoc = '<title>srcdoc</title>'`),
  }),
  site('a srcdoc frame in an allowed page', {
    ...nobody,
    refused: 'unreachable',
    enter: inFrame('allowed', () => `frame.srcdoc = '<title>srcdoc</title>'`),
  }),
  site('a blob: frame in an allowed page', {
    ...nobody,
    refused: 'unreachable',
    enter: inFrame('allowed', () => `frame.src = ${blob}`),
  }),
  site('a frame of another site in an allowed page', {
    ...stranger,
    enter: inFrame('allowed', ({ world }) => `frame.src = '${world.sites.two}/framed'`),
  }),
  site('a frame of the allowed site in a page of another', {
    ...stranger,
    enter: inFrame('evil', ({ world }) => `frame.src = '${world.sites.one}/framed'`),
  }),
  site('a frame of the allowed site in a page of another, by the bridge', {
    ...nobody,
    by: bridge('self'),
    refused: 'unreachable',
    enter: inFrame('evil', ({ world }) => `frame.src = '${world.sites.one}/framed'`),
  }),
  site('a frame of the allowed site where its frames may ask', {
    ...granted,
    enter: inFrame('around', ({ world }) => `frame.src = '${world.sites.one}/framed'`),
  }),
  site('a frame of the allowed site where its frames may ask, by the bridge', {
    ...granted,
    by: bridge('self'),
    refused: 'notCarried',
    enter: inFrame('around', ({ world }) => `frame.src = '${world.sites.one}/framed'`),
  }),
  site('the page around a frame that may ask', { ...stranger, enter: async ({ around }) => main(around) }),
  site('a frame of another site where frames of the allowed one may ask', {
    ...stranger,
    enter: inFrame('around', ({ world }) => `frame.src = '${world.sites.two}/framed'`),
  }),
  ...['srcdoc', 'src'].map((attribute) =>
    site(`a sandboxed frame (${attribute}) that knocks at the bridge of the allowed page around it`, {
      ...nobody,
      by: bridge('parent'),
      refused: 'unreachable',
      enter: inFrame('allowed', () => `${SANDBOX}; frame.${attribute} = '/knocks'`),
    }),
  ),
  site('a frame of another site that knocks at the bridge of the allowed page around it', {
    ...nobody,
    by: bridge('parent'),
    refused: 'unreachable',
    enter: inFrame('allowed', ({ world }) => `frame.src = '${world.sites.two}/knocks'`),
  }),
]

const scripts: Place[] = [
  site('our content script on an allowed page', {
    kind: 'contentScript',
    granted: true,
    by: internal,
    enter: async (scene) => script(scene, scene.allowed),
  }),
  site('our content script on a page of another site', {
    kind: 'contentScript',
    granted: false,
    by: internal,
    enter: async (scene) => script(scene, scene.evil),
  }),
  site('our content script in a frame of the allowed site in a page of another', {
    kind: 'contentScript',
    granted: false,
    by: internal,
    enter: async (scene) =>
      script(scene, await frame(scene.evil, `frame.src = '${scene.world.sites.one}/scripted'`)),
  }),
  site('our content script in a sandboxed frame of an allowed page', {
    ...nobody,
    by: internal,
    enter: async (scene) =>
      script(scene, await frame(scene.allowed, `${SANDBOX}; frame.src = '${scene.world.sites.one}/script'`)),
  }),
  site('our content script, made to knock from outside', {
    ...stranger,
    by: external,
    enter: async (scene) => script(scene, scene.evil),
  }),
]

const otherExtensions: Place[] = [
  site('a page of another extension', {
    kind: 'otherExtension',
    granted: false,
    refused: 'unreachable',
    enter: async ({ world, other }) => main(await world.visit(other.page)),
  }),
  site('another extension’s content script on an allowed page', {
    kind: 'otherExtension',
    granted: false,
    refused: 'unreachable',
    enter: async (scene) => script(scene, scene.allowed, scene.other.id),
  }),
]

export const places: readonly Place[] = [
  ...extensionPages,
  ...wholePages,
  ...frames,
  ...scripts,
  ...otherExtensions,
]
