import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '../../src')
const pages = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))

test.each(pages)('%s is light or dark, as it was chosen, before anything is painted', (page) => {
  const head = readFileSync(join(src, page), 'utf8').split('</head>')[0] ?? ''
  const theme = head.indexOf('<script src="/theme.js"></script>')
  expect(theme).toBeGreaterThan(0)
  expect(theme).toBeLessThan(head.indexOf('rel="stylesheet"'))
})
