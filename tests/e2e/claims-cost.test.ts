import { expect, test } from 'vitest'
import { play, withClaimsPage } from '../../bench/claims/stage.ts'

test('a thousand claims tick by one timer, which changes texts and draws nothing anew', () =>
  withClaimsPage(async (page) => {
    expect(await play(page, 'drawn')).toMatchObject({ rows: 1000 })
    expect(await play(page, 'plain')).toMatchObject({ rows: 1000 })
    const { timers, texts, redrawn } = await play(page, 'tick')
    expect(timers).toBe(1)
    expect(redrawn).toBe(0)
    expect(texts).toBeGreaterThan(60)
    expect(texts).toBeLessThan(1000)
  }))
