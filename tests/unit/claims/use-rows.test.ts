import { afterEach, expect, test } from 'vitest'
import { useRows } from '../../../src/claims/use-rows.ts'
import { sourceOf } from '../../../src/words/catalogue.ts'
import { speak } from '../../../src/words/say.ts'
import { hookStage } from '../../support/hook-stage.tsx'
import { catalogues } from '../../support/words/catalogues.ts'

const claims = { email: 'ada@acme.example' }
const use = (lang: 'en' | 'de') => speak(sourceOf(catalogues[lang]), [lang])

afterEach(() => use('en'))

test('what a claim means is told in the language that is chosen while it is shown', async () => {
  const stage = hookStage(useRows)
  await stage.draw(claims)
  const [english] = stage.given()
  use('de')
  stage.speak('de')
  await stage.draw(claims)
  const [german] = stage.given()
  expect(english?.meaning).toBe(catalogues.en.claim_email.message)
  expect(german?.meaning).toBe(catalogues.de.claim_email.message)
})

test('the rows are made once, however often they are drawn', async () => {
  const stage = hookStage(useRows)
  await stage.draw(claims)
  const rows = stage.given()
  await stage.draw(claims)
  expect(stage.given()).toBe(rows)
})
