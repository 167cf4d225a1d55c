import { describeSpoken } from '../../support/words/spoken-whole.ts'

// The longest words.
describeSpoken('de')
