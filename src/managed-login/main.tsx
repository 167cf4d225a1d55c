import { render } from 'preact'
import { ask } from '../browser/ask.ts'
import { exclusively, openLogin, redirectUrl } from '../browser/login-window.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { profiles, views } from '../browser/records.ts'
import type { AccountId } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import type { Profile } from '../contract/profile.ts'
import { whoOf } from '../controls/who.ts'
import { beginOwnPage } from '../words/page.ts'
import { App } from './app.tsx'
import type { LoginProfile } from './sign-in-flow.ts'

await beginOwnPage(ownMessages, 'titleSignIn')
const query = new URLSearchParams(location.search)
const known = [...(await profiles.read()), ...presetProfiles]
const profile = known.find(({ id, removed }) => id === query.get('profile') && removed !== true)
const root = document.querySelector('#app')
if (root !== null) {
  const wished = {
    loginHint: query.get('hint') ?? undefined,
    provider: query.get('provider') ?? undefined,
    another: query.has('another'),
  }
  const port = { ask, openLogin, redirectUrl, nameOf, exclusively }
  render(<App port={port} profile={withLogin(profile)} wished={wished} />, root)
}

function withLogin(profile: Profile | undefined): LoginProfile | undefined {
  return profile?.login === undefined ? undefined : { ...profile, login: profile.login }
}

async function nameOf(account: AccountId): Promise<string | undefined> {
  const view = (await views.read()).find((view) => view.account === account)
  return view?.state === 'signedIn' ? whoOf(view).name : undefined
}
