import { connected } from './connected.ts'
import { show } from './show.ts'

const api = document.querySelector<HTMLMetaElement>('meta[name=api]')?.content ?? ''

void connected({ claims: ['sub', 'email'], accessToken: true }, 'To order in your name.', (change) => {
  const token = change.state === 'signedIn' ? change.accessToken : undefined
  show('token', token === undefined ? '' : payloadOf(token))
  if (token === undefined) show('api', '')
  else void whoami(token).then((answer) => show('api', answer))
})

async function whoami(token: string): Promise<unknown> {
  const response = await fetch(`${api}/whoami`, { headers: { authorization: `Bearer ${token}` } })
  return { status: response.status, ...(await response.json()) }
}

/** For reading only: whether the token is good, the API finds out. */
function payloadOf(token: string): unknown {
  const base64 = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0)
  return JSON.parse(new TextDecoder().decode(bytes))
}
