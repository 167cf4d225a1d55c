import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import { say } from '../words/say.ts'
import { loginAddress } from './login-links.tsx'

interface LoginPageLinkProps {
  profile: Profile | undefined
  methods: readonly SignInMethod[]
}

/** Managed login, where the user pool has it: its own page takes passkeys that an extension's is refused. */
export function LoginPageLink({ profile, methods }: LoginPageLinkProps) {
  if (profile?.login === undefined || !methods.includes('managedLogin')) return null
  return (
    <a class="button" href={loginAddress(profile)}>
      {say('poolPage')}
    </a>
  )
}
