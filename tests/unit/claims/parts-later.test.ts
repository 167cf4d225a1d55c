import { expect, test, vi } from 'vitest'
import { NotLoaded } from '../../../src/claims/not-loaded.tsx'
import { partsLater } from '../../../src/claims/parts-later.ts'

/** As after an update of the extension, which takes the files of the one before away. */
const gone = vi.hoisted(() => () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})
vi.mock('../../../src/claims/json-tree.tsx', gone)
vi.mock('../../../src/claims/compare-view.tsx', gone)

test.each(['json', 'compare'] as const)(
  'where the file of “%s” is gone, a sentence stands for it',
  async (part) => {
    expect(await partsLater[part]()).toBe(NotLoaded)
  },
)
