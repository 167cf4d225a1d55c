import type { Parts } from './parts.ts'

/** For the extension's pages, which stay light; a content script is one file and has no later. */
export const partsLater: Parts = {
  json: async () => (await import('./json-tree.tsx')).JsonTree,
  compare: async () => (await import('./compare-view.tsx')).CompareView,
}
