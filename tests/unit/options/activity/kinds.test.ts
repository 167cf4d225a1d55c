import { describe, expect, test } from 'vitest'
import {
  groups,
  isNarrow,
  matching,
  siteOf,
  sitesIn,
  type Wish,
} from '../../../../src/options/activity/kinds.ts'
import { notedIn } from '../../../../src/options/activity/timeline.ts'
import { eachKind } from '../../../support/options-stage/happenings.ts'
import { grant, origin } from '../../../support/popup-stage/people.ts'

const noted = notedIn([['activity:1', { version: 1, entries: eachKind }]])
const textOf = ({ entry }: (typeof noted)[number]) => JSON.stringify(entry)
const found = (wish: Partial<Wish>) =>
  matching(noted, { search: '', ...wish }, textOf).map(({ entry }) => entry)

describe('what is looked for', () => {
  test('is everything at first', () => {
    expect(found({})).toHaveLength(eachKind.length)
    expect(isNarrow({ search: ' ' })).toBe(false)
  })

  test('by groups: each kind is in exactly one', () => {
    const sizes = groups.map((group) => found({ group }).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(eachKind.length)
    expect(sizes.every((size) => size > 0)).toBe(true)
  })

  test('by what was shared: what a site got and what the person copied stand together', () => {
    const kinds = new Set(found({ group: 'site' }).map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['allowed', 'copied', 'delivered', 'drawn', 'ended', 'refused'])
  })

  test('by a site', () => {
    const sites = new Set(found({ site: grant.origin }).map(siteOf))
    expect([...sites]).toEqual([grant.origin])
  })

  test('by words, all of which stand in it, whatever their capitals', () => {
    expect(found({ search: 'NETWORK alarm' }).map(({ kind }) => kind)).toEqual(['refreshFailed'])
    expect(found({ search: 'network nobody' })).toEqual([])
  })

  test('by all of that at once', () => {
    expect(found({ group: 'site', site: grant.origin, search: 'person' })).toMatchObject([{ kind: 'ended' }])
  })
})

test('the sites to choose from are each named once, by their names', () => {
  expect(sitesIn(noted)).toEqual([
    origin('https://billing.acme.example'),
    origin('https://portal.acme.example'),
    grant.origin,
  ])
})
