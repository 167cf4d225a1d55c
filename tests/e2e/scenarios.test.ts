import { afterEach, beforeEach, describe, test } from 'vitest'
import { chromium } from '../support/drivers/chromium.ts'
import { firefox } from '../support/drivers/firefox.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { World } from './scenarios/world.ts'

describe.each([chromium, firefox])('in $name', (kind) => {
  let world: World

  beforeEach(async () => {
    world = await World.open(kind)
  })
  afterEach(() => world.close())

  test.each(Object.entries(scenarios))('%s', (_, scenario) => scenario(world))
})
