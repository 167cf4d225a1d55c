import type { InputHTMLAttributes } from 'preact'

/** What a person knows an attribute as, and how browsers can fill it in (OpenID Connect Core 1.0, 5.1). */
const KNOWN: Readonly<Record<string, { label: string; input: InputHTMLAttributes }>> = {
  name: { label: 'Full name', input: { autocomplete: 'name' } },
  given_name: { label: 'First name', input: { autocomplete: 'given-name' } },
  family_name: { label: 'Last name', input: { autocomplete: 'family-name' } },
  middle_name: { label: 'Middle name', input: { autocomplete: 'additional-name' } },
  nickname: { label: 'Nickname', input: { autocomplete: 'nickname' } },
  email: { label: 'E-mail address', input: { type: 'email', autocomplete: 'email' } },
  phone_number: {
    label: 'Phone number, with the country: +49…',
    input: { type: 'tel', autocomplete: 'tel' },
  },
  birthdate: { label: 'Date of birth', input: { type: 'date', autocomplete: 'bday' } },
  address: { label: 'Address', input: { autocomplete: 'street-address' } },
  website: { label: 'Website', input: { type: 'url', autocomplete: 'url' } },
}

export function attributeField(name: string): { label: string; input: InputHTMLAttributes } {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name] ?? { label: name, input: {} }
  const words = name.replace(/^custom:/, '').replaceAll('_', ' ')
  return { label: words.charAt(0).toUpperCase() + words.slice(1), input: {} }
}
