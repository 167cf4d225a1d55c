import { Loading } from './loading.tsx'
import { NotLoaded } from './not-loaded.tsx'
import type { Parts } from './parts.ts'

const notLoaded = () => NotLoaded

/** For the extension's pages, which stay light; a content script is one file and has no later. */
export const partsLater: Parts = {
  json: () => import('./json-tree.tsx').then(({ JsonTree }) => JsonTree, notLoaded),
  meanwhile: Loading,
  compare: () => import('./compare-view.tsx').then(({ CompareView }) => CompareView, notLoaded),
}
