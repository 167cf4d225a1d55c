import { describeSpoken } from '../../support/words/spoken-whole.ts'

// Made for the test, and turned round.
describeSpoken('rtl')
