import { Mark } from '../controls/mark.tsx'
import { pieces, say } from '../words/say.ts'

/** What the extension does, in one screen, for whoever has just installed it. */
export function Welcome({ claimsKey }: { claimsKey: string }) {
  return (
    <>
      <header>
        <Mark />
        <p class="brand">{say('extensionName')}</p>
      </header>
      <section class="card" aria-labelledby="welcome">
        <h1 id="welcome">{say('welcomeTitle')}</h1>
        <p class="lead">{say('welcomeLead')}</p>
        <FirstSteps />
        <div class="actions">
          <a class="button primary" href="/src/options/index.html#pools">
            {say('firstTitle')}
          </a>
        </div>
      </section>
      <p class="note">
        {claimsKey !== '' && <>{pieces('welcomeKey', { key: <kbd>{claimsKey}</kbd> })} </>}
        {say('welcomeNothing')}
      </p>
    </>
  )
}

function FirstSteps() {
  return (
    <ol class="first-steps">
      <li>
        <strong>{say('welcomeSetUp')}</strong> {say('welcomeSetUpHow')}
      </li>
      <li>
        <strong>{say('welcomeSignIn')}</strong> {say('welcomeSignInHow')}
      </li>
      <li>
        <strong>{say('welcomeAllow')}</strong> {say('welcomeAllowHow')}
      </li>
    </ol>
  )
}
