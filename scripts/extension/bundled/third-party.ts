import type { Plugin } from 'vite'
import { licenceIn, thirdPartyText } from './licence.ts'
import { originOf } from './origin.ts'

/** Its name in the extension, beside the manifest. */
export const THIRD_PARTY = 'THIRD-PARTY.txt'

/**
 * Writes the licences of what the bundler took in, and ends the build where one is missing or not accepted. Injected
 * scripts are built on their own, by a build that takes no plugins: but all that they are made of is bundled here too.
 */
export const thirdParty: Plugin = {
  name: 'third-party',
  enforce: 'post',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
    const origins = chunks.flatMap(({ modules }) => Object.keys(modules)).map(originOf)
    const folders = new Set(origins.flatMap(({ folder }) => folder ?? []))
    const source = thirdPartyText([...folders].map(licenceIn))
    this.emitFile({ type: 'asset', fileName: THIRD_PARTY, source })
  },
}
