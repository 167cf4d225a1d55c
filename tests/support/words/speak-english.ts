import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { sourceOf } from '../../../src/words/catalogue.ts'
import { speak } from '../../../src/words/say.ts'

/** Run before each file of unit tests: sentences are tested as they are in English. */
speak(sourceOf(en), ['en'])
