import type { ManagedLogin, Profile } from '../contract/profile.ts'
import { ShownText } from '../claims/shown-text.tsx'
import { pieces, say } from '../words/say.ts'

interface LoginLinksProps {
  profile: Profile
  login: ManagedLogin
  /** Something can be typed below. */
  above: boolean
  /** This is what most people here are meant to take. */
  leads: boolean
}

/** The pool's own sign-in pages, and the identity providers that they can lead to directly. */
export function LoginLinks({ profile, login, above, leads }: LoginLinksProps) {
  return (
    <>
      <div class="logins">
        <a class={leads ? 'button primary' : 'button'} href={loginAddress(profile)}>
          {say('signInWith', { host: new URL(login.domain).host })}
        </a>
        {login.providers?.map((provider) => (
          <a key={provider} class="button" href={loginAddress(profile, provider)}>
            <span>{pieces('continueWith', { provider: <ShownText text={providerName(provider)} /> })}</span>
          </a>
        ))}
      </div>
      {above && <p class="hint">{say('orHere')}</p>}
    </>
  )
}

/** The page that signs in by managed login, directly with an identity provider where one is named. */
export function loginAddress({ id }: Profile, provider?: string): string {
  const about = new URLSearchParams({ profile: id, ...(provider === undefined ? {} : { provider }) })
  return `/src/managed-login/index.html?${about}`
}

/** What people know Cognito's own names as: `ProviderName` in the API reference of `CreateIdentityProvider`. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['LoginWithAmazon', 'Amazon'],
  ['SignInWithApple', 'Apple'],
])

function providerName(provider: string): string {
  return NAMES.get(provider) ?? provider
}
