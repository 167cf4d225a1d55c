/** @jsxImportSource react */
import { StrictMode, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { sessionStore, useCognitoSession } from '@cognito-shared-session/page-sdk/react'

const store = sessionStore({ want: { claims: ['email'] } })

function Greeting(): ReactElement {
  const session = useCognitoSession(store)
  if (session.state === 'signedIn') return <p>Hello {String(session.claims.email)}</p>
  return <p>{session.state}</p>
}

function SignOut(): ReactElement {
  const { state } = useCognitoSession(store)
  const signOut = async () => (await store.session()).signOut()
  return (
    <button type="button" disabled={state !== 'signedIn'} onClick={() => void signOut()}>
      Sign out
    </button>
  )
}

const main = document.querySelector('main')
if (main) {
  createRoot(main).render(
    <StrictMode>
      <Greeting />
      <SignOut />
    </StrictMode>,
  )
}
