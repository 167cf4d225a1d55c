import type { Profile } from '../contract/profile.ts'

/** Managed login, where the user pool has it: its own page takes passkeys that an extension's is refused. */
export function LoginPageLink({ profile }: { profile: Profile | undefined }) {
  if (profile?.login === undefined) return null
  return (
    <a class="button" href={`/src/managed-login/index.html?profile=${encodeURIComponent(profile.id)}`}>
      The pool’s own page…
    </a>
  )
}
