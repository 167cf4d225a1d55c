import { Mark } from '../controls/mark.tsx'

/** What the extension does, in one screen, for whoever has just installed it. */
export function Welcome({ claimsKey }: { claimsKey: string }) {
  return (
    <>
      <header>
        <Mark />
        <p class="brand">Cognito Shared Session</p>
      </header>
      <section class="card" aria-labelledby="welcome">
        <h1 id="welcome">Sign in once, for every site you allow</h1>
        <p class="lead">The session stays in this browser, fresh. Sites have it only as you say.</p>
        <FirstSteps />
        <div class="actions">
          <a class="button primary" href="/src/options/index.html#pools">
            Set up your user pool
          </a>
        </div>
      </section>
      <p class="note">
        {claimsKey !== '' && (
          <>
            <kbd>{claimsKey}</kbd> shows the claims of your session on any page.{' '}
          </>
        )}
        Nothing leaves this browser but questions to your own user pools.
      </p>
    </>
  )
}

function FirstSteps() {
  return (
    <ol class="first-steps">
      <li>
        <strong>Set up your user pool.</strong> Paste what you have of it: its ids, an Amplify configuration,
        or the address of its sign-in page.
      </li>
      <li>
        <strong>Sign in.</strong> Click the icon in the toolbar. If it is not there, open the list of
        extensions beside it and pin it.
      </li>
      <li>
        <strong>Allow a site.</strong> Click the icon there, and choose what the site gets and until when.
        Taking it back is one click, too.
      </li>
    </ol>
  )
}
