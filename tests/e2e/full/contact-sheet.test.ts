import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../../support/axe.ts'
import {
  colour,
  langs,
  picture,
  pictureFolder,
  pictureName,
  takes,
  writeIndex,
  writeSheet,
} from '../../support/contact-sheet/contact-sheet.ts'
import { look, openStage, type StageBrowser } from '../../support/popup-stage/stage-browser.ts'
import { allScreens, type Screen } from '../../support/screen.ts'
import type { Lang } from '../../support/words/catalogues.ts'
import { spokenAs } from '../../support/words/spoken-as.ts'

const screens = await allScreens()
let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await writeIndex(screens)
  await stage.close()
})

/** Opens a state in a language, and takes its pictures. */
async function pictures(screen: Screen, state: string, lang: Lang, folder: string): Promise<void> {
  await look(stage, `${screen.path(state)}&lang=${lang}`, screen, async (page) => {
    await screen.arrive(page, state, spokenAs(lang))
    for (const { scheme } of takes.filter((take) => take.lang === lang)) {
      await colour(page, scheme)
      await picture(page, folder, pictureName(state, lang, scheme))
      // The panel's text is drawn by styles, where axe cannot see it; a test of its own reads it.
      if (scheme === 'forced' && screen.name !== 'panel') expect(await violations(page)).toEqual([])
    }
  })
}

describe.each(screens)('every state of $name', (screen) => {
  let folder: string

  beforeAll(async () => {
    folder = await pictureFolder(screen)
  })
  afterAll(() => writeSheet(stage.browser, screen))

  test.each(screen.states)(
    '%s: has its pictures, light, dark and in forced colours, where axe finds nothing',
    async (state) => {
      for (const lang of langs) await pictures(screen, state, lang, folder)
      const files = takes.map(({ lang, scheme }) => pictureName(state, lang, scheme))
      await Promise.all(files.map((file) => access(join(folder, file))))
    },
  )
})
