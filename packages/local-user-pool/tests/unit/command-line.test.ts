import { expect, test } from 'vitest'
import { readCommandLine } from '../../src/command-line.ts'

test('without options it starts the demo on port 9230', () => {
  expect(readCommandLine([])).toEqual({
    kind: 'start',
    options: { port: 9230, host: '127.0.0.1', liftMinimums: false },
  })
})

test('every option is heard', () => {
  const words = [
    '--port',
    '0',
    '--host',
    '::1',
    '--seed',
    'demo',
    '--data',
    'p.json',
    '--pool-id',
    'eu-west-2_X',
    '--lift-minimums',
    '--callback',
    'https://a.example/',
    '--callback',
    'https://b.example/',
  ]
  expect(readCommandLine(words)).toEqual({
    kind: 'start',
    options: {
      port: 0,
      host: '::1',
      dataFile: 'p.json',
      poolId: 'eu-west-2_X',
      liftMinimums: true,
      callbackUrls: ['https://a.example/', 'https://b.example/'],
    },
  })
})

test('help is no start', () => {
  expect(readCommandLine(['--help'])).toEqual({ kind: 'help' })
})

test.each([
  [['--port', 'ninety'], '--port is ninety, and must be a number from 0 to 65535.'],
  [['--port', '70000'], '--port is 70000, and must be a number from 0 to 65535.'],
  [['--seed', 'mine'], '--seed is mine, and there is only the seed demo.'],
  [['--callback', 'nowhere'], '--callback is nowhere, and must be a whole address.'],
  [['--nope'], "Unknown option '--nope'."],
  [['demo'], "Unexpected argument 'demo'."],
  [['--data'], "Option '--data <value>' argument missing."],
])('%s is told what is wrong', (words, complaint) => {
  expect(readCommandLine(words)).toEqual({ kind: 'wrong', complaint })
})
