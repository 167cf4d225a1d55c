import { afterEach, beforeEach, describe, test } from 'vitest'
import type { BrowserKind } from '../../support/drivers/driver.ts'
import { scenarios } from './scenarios.ts'
import { World } from './world.ts'

/** Every scenario in one browser, each in a world of its own. Each browser has a test file, so that they run side by side. */
export function scenariosIn(kind: BrowserKind): void {
  describe(`in ${kind.name}`, () => {
    let world: World

    beforeEach(async () => {
      world = await World.open(kind)
    })
    afterEach(() => world.close())

    test.each(Object.entries(scenarios))('%s', (_, scenario) => scenario(world))
  })
}
