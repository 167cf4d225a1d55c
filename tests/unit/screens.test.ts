import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { staged } from '../support/popup-stage/build-stage.ts'
import { allScreens } from '../support/screen.ts'

const rooms = readdirSync('src').filter((room) => existsSync(`src/${room}/index.html`))
const screens = await allScreens()

test('every page of the extension has a stage on which all its states are looked at', () => {
  expect(rooms.length).toBeGreaterThan(4)
  expect(staged).toEqual(expect.arrayContaining(rooms))
})

test.each(staged)('the stage of %s says how its states come about', (room) => {
  const screen = screens.find(({ name }) => name === room)
  expect(screen?.states.length).toBeGreaterThan(1)
  expect(new Set(screen?.states).size).toBe(screen?.states.length)
})
