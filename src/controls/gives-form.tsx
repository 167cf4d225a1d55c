import type { Gives } from '@cognito-shared-session/page-sdk/protocol'

export interface Choice {
  claims: boolean
  idToken: boolean
  accessToken: boolean
  /** Not something to have, but something to do: ending the shared session. */
  maySignOut: boolean
}

export const everything: Choice = { claims: true, idToken: true, accessToken: true, maySignOut: true }

const LINES: readonly { key: keyof Choice; label: string; words: string; hint: string }[] = [
  { key: 'claims', label: 'Claims', words: 'claims', hint: 'who you are, as the ID token says it' },
  { key: 'idToken', label: 'ID token', words: 'ID token', hint: 'proves to the site who you are' },
  { key: 'accessToken', label: 'Access token', words: 'access token', hint: 'lets the site act for you' },
  { key: 'maySignOut', label: 'Sign-out', words: 'sign-out', hint: 'lets the site end this session' },
]

/** What a site is to have: in a sentence, and one click away the choice. */
export function GivesForm({ choice, change }: { choice: Choice; change: (choice: Choice) => void }) {
  const chosen = LINES.filter(({ key }) => choice[key]).map(({ words }) => words)
  return (
    <details class="gives">
      <summary>It gets {chosen.length === 0 ? 'nothing' : listed(chosen)}</summary>
      <fieldset>
        <legend class="unseen-but-heard">What the site gets</legend>
        {LINES.map(({ key, label, hint }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={choice[key]}
              onChange={(event) => change({ ...choice, [key]: event.currentTarget.checked })}
            />{' '}
            {label} <span class="hint">{hint}</span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}

/** The choice in the words of a grant: the claims by name, as they stand in the token now. */
export function givesOf(choice: Choice, idClaims: Readonly<Record<string, unknown>>): Gives {
  const claims = choice.claims ? Object.keys(idClaims) : []
  return { claims, idToken: choice.idToken, accessToken: choice.accessToken }
}

/** What a grant gives, in words: `claims, ID token`. */
export function givenWords(gives: Gives): string {
  const { claims, idToken, accessToken } = gives
  const words = [
    claims.length > 0 && `${claims.length} ${claims.length === 1 ? 'claim' : 'claims'}`,
    idToken && 'the ID token',
    accessToken && 'the access token',
  ].filter((word) => word !== false)
  return listed(words)
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words)
}
