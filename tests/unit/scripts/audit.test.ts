import { expect, test } from 'vitest'
import { verdict } from '../../../scripts/audit/verdict.ts'

const metadata = { vulnerabilities: { total: 0 } }
const via = [{ title: 'Reads too much', url: 'https://advisories.example/1' }, 'other']

test.each([
  ['no hole', JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata }), false, 'none.'],
  [
    'a hole of any weight',
    JSON.stringify({ vulnerabilities: { b: { name: 'b', severity: 'low', via } }, metadata }),
    true,
    '\nb, low, Reads too much https://advisories.example/1',
  ],
  [
    'a registry that does not know the question',
    JSON.stringify({ message: 'Method Not Allowed', statusCode: 405, body: '', error: { summary: '' } }),
    false,
    'not answered ("Method Not Allowed").',
  ],
  [
    'a registry that is not there',
    JSON.stringify({ message: 'ENOTFOUND' }),
    false,
    'not answered ("ENOTFOUND").',
  ],
  ['a number and no word', JSON.stringify({ message: '', statusCode: 405 }), false, 'not answered (405).'],
  ['nothing in time', '', false, 'not answered.'],
  ['something else', '<html>', false, 'not answered.'],
  ['less than a report', JSON.stringify({ vulnerabilities: {} }), false, 'not answered.'],
])('an audit finds %s', (_, output, found, said) => {
  expect(verdict(output)).toEqual({ found, said })
})
