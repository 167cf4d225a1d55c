import { mkdirSync, writeFileSync } from 'node:fs'
import { bundled } from './bundle.ts'

/** The session library as a bundler makes it for an author, so that its bytes can be budgeted. */
mkdirSync('test-results', { recursive: true })
writeFileSync('test-results/cognito-session.js', (await bundled('cognito-session/src/index.ts', '*')).code)
