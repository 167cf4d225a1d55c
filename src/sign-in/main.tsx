import { render } from 'preact'
import { allowedMethods } from '../browser/allowed-methods.ts'
import { ask } from '../browser/ask.ts'
import { requestHost } from '../browser/host-permission.ts'
import { pageClock } from '../browser/page-clock.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { passkeys } from '../browser/passkeys.ts'
import { policies, profiles, settings, signingIns, views } from '../browser/records.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import { accountIdFrom, transactionIdFrom } from '../contract/identity.ts'
import { presetProfiles } from '../contract/presets.ts'
import { drawPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import { readKnown } from './known.ts'
import type { SignInPort } from './sign-in-port.ts'

const port: SignInPort = {
  signingIns,
  views,
  profiles,
  settings,
  presets: presetProfiles,
  methods: allowedMethods,
  policies,
  requestHost,
  passkeys,
  closePage: () => close(),
  ask,
}
const ticker = new Ticker(pageClock)
const asked = new URLSearchParams(location.search)
const [transaction, account] = [asked.get('transaction'), asked.get('account')]
const about = {
  transaction: transaction === null ? undefined : transactionIdFrom(transaction),
  account: account === null ? undefined : accountIdFrom(account),
  goOn: true,
}

await drawPage(ownMessages, 'titleSignIn', readKnown(port), (first, root) => {
  const time = { ticker, words: new TimeWords(locale()) }
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} about={about} />
    </TimeContext.Provider>,
    root,
  )
})
