import type { InputHTMLAttributes } from 'preact'
import { say } from '../words/say.ts'

/** What a person knows an attribute as, and how browsers can fill it in (OpenID Connect Core 1.0, 5.1). */
const KNOWN = {
  name: { autocomplete: 'name' },
  given_name: { autocomplete: 'given-name' },
  family_name: { autocomplete: 'family-name' },
  middle_name: { autocomplete: 'additional-name' },
  nickname: { autocomplete: 'nickname' },
  email: { type: 'email', autocomplete: 'email' },
  phone_number: { type: 'tel', autocomplete: 'tel' },
  birthdate: { type: 'date', autocomplete: 'bday' },
  address: { autocomplete: 'street-address' },
  website: { type: 'url', autocomplete: 'url' },
} as const

export function attributeField(name: string): { label: string; input: InputHTMLAttributes } {
  if (isKnown(name)) return { label: say(`attribute_${name}`), input: KNOWN[name] }
  const words = name.replace(/^custom:/, '').replaceAll('_', ' ')
  return { label: words.charAt(0).toUpperCase() + words.slice(1), input: {} }
}

function isKnown(name: string): name is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, name)
}
