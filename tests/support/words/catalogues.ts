import de from '../../../public/_locales/de/messages.json' with { type: 'json' }
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import ja from '../../../public/_locales/ja/messages.json' with { type: 'json' }
import type { Catalogue } from '../../../src/words/catalogue.ts'
import { mirrored } from './mirrored.ts'

/** Every language there is, and one that is made here: written from right to left, and longer than English. */
export const catalogues = { en, de, ja, rtl: mirrored(en) } satisfies Record<string, Catalogue>

export type Lang = keyof typeof catalogues
