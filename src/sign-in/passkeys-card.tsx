import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import { useEffect, useState } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { ErrorCode } from '../contract/errors.ts'
import type { AccountId } from '../contract/identity.ts'
import type { Passkey } from '../contract/passkey.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { locale, say } from '../words/say.ts'
import { passkeyFailure, relyingPartyOf } from './relying-party.ts'
import type { SignInPort } from './sign-in-port.ts'

interface CardProps {
  port: SignInPort
  account: AccountId
}

/** The passkeys that the user pool has of somebody, and how to add and delete one. Asked for when it is opened. */
export function PasskeysCard({ port, account }: CardProps) {
  const { passkeys, options, asking, list, add, remove } = usePasskeys({ port, account })
  const origin = relyingPartyOf(options)
  return (
    <details class="card" onToggle={(event) => event.currentTarget.open && void list()}>
      <summary>{say('passkeys')}</summary>
      {passkeys?.length === 0 && <p class="hint">{say('passkeysNone')}</p>}
      <ul class="passkeys">
        {passkeys?.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} busy={asking.busy} remove={remove} />
        ))}
      </ul>
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton
          busy={asking.busy}
          stop={asking.stop}
          working={say('waiting')}
          disabled={origin === undefined}
          onClick={() => void (origin && add(port.requestHost(origin)))}
        >
          {say('passkeyAdd')}
        </AskButton>
      </div>
    </details>
  )
}

interface RowProps {
  passkey: Passkey
  busy: boolean
  remove: (id: string) => Promise<void>
}

function Row({ passkey: { id, name, createdAt }, busy, remove }: RowProps) {
  return (
    <li>
      <span class="apart">
        <ShownText text={name === '' ? say('method_passkey') : name} />
        {createdAt !== undefined && (
          <span class="hint"> {say('passkeySince', { date: day(createdAt) })}</span>
        )}
      </span>
      <AskButton busy={busy} stop={undefined} working={say('deleting')} onClick={() => void remove(id)}>
        {say('delete')}
      </AskButton>
    </li>
  )
}

function day(at: number): string {
  return new Intl.DateTimeFormat(locale()).format(at)
}

/** What is to be made a passkey of is known before the click: the browser asks for the host on a click alone. */
function usePasskeys({ port, account }: CardProps) {
  const asking = useAsking()
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>()
  const [options, setOptions] = useState<Record<string, unknown>>()
  const list = async () => {
    const listed = await asking.run(() => port.ask('passkeys', { account }))
    setPasskeys(listed)
    if (listed === undefined) return
    setOptions(await asking.run(() => port.ask('passkeyOptions', { account })))
  }
  const add = async (granted: Promise<boolean>) => {
    const added = await asking.run((signal) => addPasskey({ port, account }, options, granted, signal))
    if (added !== undefined) await list()
  }
  const remove = async (id: string) => {
    const removed = await asking.run(() => port.ask('deletePasskey', { account, id }))
    if (removed !== undefined) await list()
  }
  useEffect(() => setPasskeys(undefined), [account])
  return { passkeys, options, asking, list, add, remove }
}

async function addPasskey(
  { port, account }: CardProps,
  options: unknown,
  granted: Promise<boolean>,
  signal: AbortSignal,
): Promise<Outcome<null, ErrorCode>> {
  try {
    if (!(await granted)) throw new Error('No host permission.')
    signal.throwIfAborted()
    const credential = await port.passkeys.create(options, signal)
    return await port.ask('addPasskey', { account, credential })
  } catch (error) {
    return { ok: false, error: passkeyFailure(error) }
  }
}
