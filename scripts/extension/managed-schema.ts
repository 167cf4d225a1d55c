import { policyKeys } from '../../src/contract/policy-keys.ts'

/** What `public/managed-schema.json` says: Chromium checks an operator's policy by it. */
export function managedSchema(): string {
  return `${JSON.stringify({ type: 'object', properties: policyKeys }, undefined, 2)}\n`
}
