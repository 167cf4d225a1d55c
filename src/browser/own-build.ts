import { browser } from './browser.ts'

/** SHA-256 of the source package; vite.config.ts puts it in. */
declare const __SOURCES__: string

/** Which build of the extension this is. */
export interface OwnBuild {
  version: string
  /** The extension's id in this browser. */
  id: string
  /** SHA-256 of the source package that it was built from, in hexadecimal. */
  sources: string
  /** Where whoever published it says more; absent where the manifest names no such place. */
  homepage?: string
}

export function ownBuild(): OwnBuild {
  const { version, homepage_url: homepage } = browser.runtime.getManifest()
  const build = { version, id: browser.runtime.id, sources: __SOURCES__ }
  return homepage === undefined ? build : { ...build, homepage }
}
