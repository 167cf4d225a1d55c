import { describeSpoken } from '../../support/words/spoken-whole.ts'

// The densest, and lines that may break anywhere.
describeSpoken('ja')
