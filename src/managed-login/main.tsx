import { render } from 'preact'
import { ask } from '../browser/ask.ts'
import { exclusively, openLogin, redirectUrl } from '../browser/login-window.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { pageClock } from '../browser/page-clock.ts'
import { profiles, views } from '../browser/records.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import type { AccountId } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import { whoOf } from '../controls/who.ts'
import { drawPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import type { LoginProfile } from './sign-in-flow.ts'

const query = new URLSearchParams(location.search)
const wished = {
  loginHint: query.get('hint') ?? undefined,
  provider: query.get('provider') ?? undefined,
  another: query.has('another'),
}
const port = { ask, openLogin, redirectUrl, nameOf, exclusively }
const ticker = new Ticker(pageClock)

await drawPage(ownMessages, 'titleSignIn', readProfile(), (profile, root) => {
  const time = { ticker, words: new TimeWords(locale()) }
  render(
    <TimeContext.Provider value={time}>
      <App port={port} profile={profile} wished={wished} />
    </TimeContext.Provider>,
    root,
  )
})

/** The user pool that the address names, where it has managed login. */
async function readProfile(): Promise<LoginProfile | undefined> {
  const known = [...(await profiles.read()), ...presetProfiles]
  const profile = known.find(({ id, removed }) => id === query.get('profile') && removed !== true)
  return profile?.login === undefined ? undefined : { ...profile, login: profile.login }
}

async function nameOf(account: AccountId): Promise<string | undefined> {
  const view = (await views.read()).find((view) => view.account === account)
  return view?.state === 'signedIn' ? whoOf(view).name : undefined
}
