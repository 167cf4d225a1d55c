import { describe, expect, test } from 'vitest'
import type { Grant } from '../../../../src/contract/grant.ts'
import {
  allowedSites,
  accountName,
  matchingSites,
  takeBack,
} from '../../../../src/options/sites/allowed-sites.ts'
import { ada, grace, grant, NOW, origin } from '../../../support/popup-stage/people.ts'

const at = (address: string, more: Partial<Grant> = {}): Grant => ({
  ...grant,
  origin: origin(address),
  ...more,
})
const names = (sites: { origin: string }[]) => sites.map(({ origin }) => origin)

describe('the sites that have something', () => {
  test('stand in the order of their names, whatever the scheme', () => {
    const grants = [at('https://b.example'), at('http://localhost:3000'), at('https://a.example')]
    expect(names(allowedSites(grants, NOW))).toEqual([
      'https://a.example',
      'https://b.example',
      'http://localhost:3000',
    ])
  })

  test('are one each, with what they have everywhere before what they have in tabs', () => {
    const tab = (tabId: number) => at('https://a.example', { until: { kind: 'tab', tabId, run: 1 } })
    const [site] = allowedSites([tab(9), at('https://a.example'), tab(2)], NOW)
    expect(site?.grants.map(({ until }) => (until.kind === 'tab' ? until.tabId : 'everywhere'))).toEqual([
      'everywhere',
      2,
      9,
    ])
  })

  test('are without those whose time is over', () => {
    const over = at('https://a.example', { until: { kind: 'time', at: NOW } })
    expect(allowedSites([over], NOW)).toEqual([])
    expect(allowedSites([over], NOW - 1)).toHaveLength(1)
  })
})

describe('a search', () => {
  const sites = allowedSites(
    [at('https://a.example'), at('https://b.example', { account: grace.account })],
    NOW,
  )

  test.each([
    ['', 2],
    ['B.EXAMPLE', 1],
    ['lovelace', 1],
    ['ada@acme.example', 1],
    ['example grace', 1],
    ['a.example grace', 0],
  ])('for “%s” finds %i', (search, count) => {
    expect(matchingSites(sites, search, [ada, grace])).toHaveLength(count)
  })
})

test('an account that is gone is somebody who is signed out', () => {
  expect(accountName(ada.account, [])).toBe('somebody who is signed out')
  expect(accountName(grace.account, [grace])).toBe('grace')
})

test('taking back stops at the first that fails, and says why', async () => {
  const asked: string[] = []
  const error = { code: 'internal', message: 'no' } as const
  const sites = allowedSites([at('https://a.example'), at('https://b.example'), at('https://c.example')], NOW)
  const outcome = await takeBack(
    {
      ask: async (_, params) => {
        asked.push(JSON.stringify(params))
        return asked.length < 2 ? { ok: true, value: null as never } : { ok: false, error }
      },
    },
    sites,
    new AbortController().signal,
  )
  expect(outcome).toEqual({ ok: false, error })
  expect(asked).toEqual(['{"origin":"https://a.example"}', '{"origin":"https://b.example"}'])
})
