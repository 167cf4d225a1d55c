import { firstOf } from '../claims/visible-text.ts'
import type { SignedInView } from '../contract/view.ts'

/** A claim can hold a megabyte; a name that people go by is shorter. The claims below show it whole. */
const LONGEST = 120

/** How a person is shown: the name they would know themselves by, and what tells namesakes apart. */
export interface Who {
  name: string
  /** E-mail or user name; absent where it would only repeat the name. */
  detail?: string
  groups: string[]
}

export function whoOf({ idClaims, username }: Pick<SignedInView, 'idClaims' | 'username'>): Who {
  const email = textOf(idClaims['email'])
  const userName = textOf(idClaims['cognito:username']) ?? username
  const name = textOf(idClaims['name']) ?? givenAndFamily(idClaims) ?? email ?? userName
  const detail = email ?? userName
  const groups = groupsOf(idClaims['cognito:groups'])
  return detail === name ? { name, groups } : { name, detail, groups }
}

function givenAndFamily(claims: Record<string, unknown>): string | undefined {
  const parts = [textOf(claims['given_name']), textOf(claims['family_name'])]
  return textOf(parts.filter((part) => part !== undefined).join(' '))
}

function groupsOf(claim: unknown): string[] {
  return Array.isArray(claim) ? claim.filter((group) => typeof group === 'string') : []
}

function textOf(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim.trim() === '') return undefined
  return claim.length > LONGEST ? `${firstOf(claim, LONGEST)}…` : claim
}
