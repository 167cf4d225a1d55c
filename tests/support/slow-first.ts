import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes. One that begins last keeps everybody waiting while the other workers are done. */
const SLOW = [
  'full/contact-sheet',
  'shared-session',
  'scenarios-firefox',
  'firefox',
  'at-rest',
  'policy-firefox',
  'events',
  'clients',
  'options-states',
  'consent',
  'waits',
  'languages/de',
  'languages/ja',
  'languages/rtl',
]

/** Begins with what takes longest; the rest stands in vitest's own order. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = SLOW.findIndex((name) => moduleId.endsWith(`/tests/e2e/${name}.test.ts`))
  return place === -1 ? SLOW.length : place
}
