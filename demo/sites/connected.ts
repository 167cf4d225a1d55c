import {
  connectSession,
  SessionSdkError,
  type SessionChange,
  type SharedSession,
  type Want,
} from '@cognito-shared-session/page-sdk'
import { onClick, show } from './show.ts'

/**
 * Connects a demo page: says what keeps it waiting, then shows the session and every change to it.
 * The session is also `window.session`, to try things in the console.
 */
export async function connected<const Asked extends Want>(
  want: Asked,
  reason: string,
  draw: (change: SessionChange<Asked>) => void,
): Promise<SharedSession<Asked>> {
  // Asking opens a window: that is for a click. Whether the person allows it there or by the toolbar icon, the
  // page that waits below hears of it.
  onClick('connect', () =>
    connectSession({ want, reason }).then(
      () => {},
      (error: unknown) => show('state', told(error)),
    ),
  )
  const session = await connectSession({ want, silent: true }).catch((error: unknown) => {
    show('state', `${told(error)} Waiting …`)
    return connectSession({ want, wait: true })
  })
  const changes: string[] = []
  const drawn = (change: SessionChange<Asked>) => {
    show('state', sentences[change.state])
    show('session', change)
    draw(change)
  }
  const ask = (options: { forceRefresh?: boolean }) =>
    session.getSession(options).then(drawn, (error: unknown) => show('state', told(error)))
  session.onSessionChanged((change) => {
    changes.unshift(
      'generation' in change ? `${change.state}, generation ${change.generation}` : change.state,
    )
    show('changes', changes.join('\n'))
    drawn(change)
  })
  onClick('ask', () => ask({}))
  onClick('refresh', () => ask({ forceRefresh: true }))
  onClick('disconnect', () => session.disconnect().catch((error: unknown) => show('state', told(error))))
  onClick('sign-out', () => session.signOut().catch((error: unknown) => show('state', told(error))))
  Object.assign(window, { session })
  await ask({})
  return session
}

const sentences: Record<SessionChange<Want>['state'], string> = {
  signedIn: 'Signed in. This page keeps no token; it asks again when it needs one.',
  signedOut: 'Allowed, but nobody is signed in.',
  signInNeeded: 'The sign-in has ended. Click the toolbar icon to sign in again.',
  notAllowed: 'notAllowed: the permission was taken back.',
}

function told(error: unknown): string {
  return error instanceof SessionSdkError ? `${error.code}: ${error.message}` : String(error)
}
