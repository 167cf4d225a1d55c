import { describe, expect, test } from 'vitest'
import { isInternational } from '../../../src/controls/site-name.tsx'
import { siteStateOf } from '../../../src/popup/site-state.ts'
import { grant, NOW, origin } from '../../support/popup-stage/people.ts'

const at = (url: string | undefined) =>
  siteStateOf(url === undefined ? { id: 7 } : { id: 7, url }, [grant], NOW)

describe('on a page where nothing can run, the popup says why', () => {
  test.each([
    ['chrome://settings', 'browserPage'],
    ['about:blank', 'browserPage'],
    ['chrome-extension://abc/options.html', 'browserPage'],
    ['view-source:https://acme.example/', 'browserPage'],
    ['data:text/html,hi', 'browserPage'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['file:///home/ada/report.html', 'file'],
    ['http://acme.example/', 'insecure'],
    ['not an address', 'unknown'],
    [undefined, 'unknown'],
  ])('%s', (url, why) => {
    expect(at(url)).toEqual({ kind: 'closed', why })
  })
})

test.each([
  ['https://chrome.google.com/elsewhere', 'https://chrome.google.com'],
  ['https://acme.example:8443/a?b#c', 'https://acme.example:8443'],
  ['http://localhost:5173/', 'http://localhost:5173'],
  ['http://127.0.0.1:5173/', 'http://127.0.0.1:5173'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example'],
])('%s can be allowed, as %s', (url, origin) => {
  expect(at(url)).toEqual({ kind: 'notAllowed', origin, tabId: 7 })
})

test('a grant counts for its very origin, port included', () => {
  expect(at('https://reports.acme.example:8443/q3')).toMatchObject({ kind: 'allowed', grant })
  expect(at('https://reports.acme.example/q3')).toMatchObject({ kind: 'notAllowed' })
})

test.each([
  ['until a later time', { kind: 'time', at: NOW + 1 }, 'allowed'],
  ['until now', { kind: 'time', at: NOW }, 'notAllowed'],
  ['for this tab', { kind: 'tab', tabId: 7, run: 1 }, 'allowed'],
  ['for another tab', { kind: 'tab', tabId: 8, run: 1 }, 'notAllowed'],
] as const)('a grant %s', (_, until, kind) => {
  const tab = { id: 7, url: `${grant.origin}/` }
  expect(siteStateOf(tab, [{ ...grant, until }], NOW).kind).toBe(kind)
})

test('what a tab was given counts in it before what the site has everywhere', () => {
  const tab = { id: 7, url: `${grant.origin}/` }
  const forTab = { ...grant, until: { kind: 'tab', tabId: 7, run: 1 } } as const
  for (const grants of [
    [grant, forTab],
    [forTab, grant],
  ]) {
    expect(siteStateOf(tab, grants, NOW)).toMatchObject({ grant: forTab })
    expect(siteStateOf({ ...tab, id: 8 }, grants, NOW)).toMatchObject({ grant })
  }
})

test('a name with letters beyond a–z is pointed out', () => {
  expect(isInternational(origin('https://аcme.example'))).toBe(true)
  expect(isInternational(origin('https://acme.example'))).toBe(false)
})
