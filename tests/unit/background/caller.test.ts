import { describe, expect, test } from 'vitest'
import { externalCaller, internalCaller, type Sender } from '../../../src/background/caller.ts'

const ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const self = { id: ID, origin: `chrome-extension://${ID}`, pages: ['src/popup/index.html'] }

const page: Sender = {
  origin: 'https://app.example',
  url: 'https://app.example/inbox',
  frameId: 0,
  documentId: 'D1',
  tab: { id: 7, url: 'https://app.example/inbox' },
}
const popup: Sender = {
  id: ID,
  origin: self.origin,
  url: `${self.origin}/src/popup/index.html`,
  documentId: 'D2',
}

describe('a message by the extension’s own channel', () => {
  test.each<[string, Sender, string | undefined]>([
    ['the popup', popup, 'extensionPage'],
    ['the popup opened as a tab', { ...popup, frameId: 0, tab: { id: 3 } }, 'extensionPage'],
    ['a content script of ours', { ...page, id: ID }, 'contentScript'],
    ['a content script of ours in a frame', { ...page, id: ID, frameId: 4 }, 'contentScript'],
    ['a page of ours that is not on the list', { ...popup, url: `${self.origin}/other.html` }, undefined],
    ['the popup in a frame', { ...popup, frameId: 2, tab: { id: 3 } }, undefined],
    [
      'our origin with a foreign url',
      { ...popup, url: 'https://evil.example/src/popup/index.html' },
      undefined,
    ],
    ['another extension', { ...popup, id: 'a'.repeat(32) }, undefined],
    ['a message without an id', { ...popup, id: '' }, undefined],
    ['our content script in a sandboxed frame', { ...page, id: ID, origin: 'null' }, undefined],
    ['our content script without an origin', { id: ID, url: page.url ?? '', tab: { id: 7 } }, undefined],
  ])('%s is %s', (_, sender, kind) => {
    expect(internalCaller(sender, self)?.kind).toBe(kind)
  })
})

describe('a message from outside', () => {
  test.each<[string, Sender, string | undefined]>([
    ['an https page', page, 'page'],
    ['a page on localhost', { ...page, origin: 'http://localhost:5173' }, 'page'],
    ['another extension', { ...page, id: 'a'.repeat(32) }, 'otherExtension'],
    [
      'another extension’s content script on an allowed page',
      { ...page, id: 'b'.repeat(32) },
      'otherExtension',
    ],
    ['a sandboxed frame, whose url is the allowed page’s', { ...page, origin: 'null' }, undefined],
    ['a page over plain http', { ...page, origin: 'http://app.example' }, undefined],
    ['a page without an origin, only a url', { ...page, origin: '' }, undefined],
    ['a file', { ...page, origin: 'file://' }, undefined],
    ['an origin with a path', { ...page, origin: 'https://app.example/' }, undefined],
    ['an origin in capitals', { ...page, origin: 'https://APP.example' }, undefined],
    ['a sender without a tab', { origin: 'https://app.example', frameId: 0, documentId: 'D' }, undefined],
    ['a sender without a document', { origin: 'https://app.example', frameId: 0, tab: { id: 1 } }, undefined],
  ])('%s is %s', (_, sender, kind) => {
    expect(externalCaller(sender)?.kind).toBe(kind)
  })

  test('is known by its origin alone, whatever its address says', () => {
    const caller = externalCaller({ ...page, url: 'https://bank.example/' })
    expect(caller).toMatchObject({ kind: 'page', origin: 'https://app.example' })
  })
})
