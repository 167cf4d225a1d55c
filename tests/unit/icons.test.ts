import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { manifestFor } from '../../scripts/extension/manifest-for.ts'
import { colourOf, contrast, opaqueColours } from '../support/png.ts'

/** The least that WCAG 2.2 asks of what is no text (1.4.11). */
const ENOUGH = 3

/** What lies behind the icon: Chromium's toolbar, and the strip of tabs where an icon may stand; Firefox' own themes. */
const toolbars = {
  light: ['#ffffff', '#dee1e6', '#f9f9fb', '#f0f0f4'],
  dark: ['#202124', '#35363a', '#2b2a33', '#1c1b22'],
}

const drawn = (icon: string) => opaqueColours(readFileSync(`public/${icon}`))
const colours = (icon: string) => drawn(icon).map(({ colour }) => colour)

const { icons, action } = manifestFor('chrome', [])
const shownAnywhere = [...new Set([...Object.values(icons), ...Object.values(action.default_icon)])]
const { theme_icons } = manifestFor('firefox', []).action as {
  theme_icons?: Record<'dark' | 'light', string>[]
}
const themed = theme_icons ?? []

const places: [icon: string, behind: readonly string[]][] = [
  ...shownAnywhere.map((icon): [string, string[]] => [icon, [...toolbars.light, ...toolbars.dark]]),
  ...themed.map(({ dark }): [string, string[]] => [dark, toolbars.light]),
  ...themed.map(({ light }): [string, string[]] => [light, toolbars.dark]),
]

test('Firefox has an icon for toolbars with dark texts and one for those with light texts', () => {
  expect(themed).toHaveLength(2)
  expect(places).toHaveLength(shownAnywhere.length + 4)
})

test.each(places)(
  'the plate of %s stands out from every toolbar behind it, and the sign from the plate',
  (icon, behind) => {
    const [plate, sign] = colours(icon)
    if (plate === undefined || sign === undefined) throw new Error(`${icon} has no plate and sign.`)
    for (const toolbar of behind) {
      expect(contrast(plate, colourOf(toolbar)), toolbar).toBeGreaterThanOrEqual(ENOUGH)
    }
    expect(contrast(plate, sign)).toBeGreaterThanOrEqual(ENOUGH)
  },
)

test.each(places)('most of %s is its plate', (icon) => {
  const [plate, ...others] = drawn(icon).map(({ times }) => times)
  expect(plate).toBeGreaterThan(others.reduce((sum, times) => sum + times, 0))
})
