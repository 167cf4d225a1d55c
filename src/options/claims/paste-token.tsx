import type { RefObject } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { byteSize } from '../../claims/byte-size.ts'
import { useClaimsLook } from '../../claims/claims-look.tsx'
import { partsLater } from '../../claims/parts-later.ts'
import { ShownText } from '../../claims/shown-text.tsx'
import { useTime } from '../../claims/time-context.ts'
import { TokenView } from '../../claims/token-view.tsx'
import { claimText } from '../../controls/claim-path.ts'
import type { CopyPort } from '../../controls/copy-port.ts'
import { useCopying } from '../../controls/use-copying.ts'
import { readToken, type PastedToken, type ReadToken } from './pasted-token.ts'
import { say } from '../../words/say.ts'

interface PasteTokenProps {
  port: CopyPort
}

/** Reads any token that is pasted, at once. It stays in this field, and is gone with the page. */
export function PasteToken({ port }: PasteTokenProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [read, show] = useState<ReadToken>()
  const clear = () => {
    if (area.current !== null) area.current.value = ''
    show(undefined)
    area.current?.focus()
  }
  const wrong = read?.ok === false ? read.why : undefined
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('pasteToken')}</h2>
      <PasteField
        id={id}
        area={area}
        wrong={wrong}
        typed={(text) => show(isEmpty(text) ? undefined : readToken(text))}
      />
      {read?.ok && <Pasted port={port} token={read.token} />}
      {read !== undefined && (
        <div class="actions">
          <button type="button" class="quiet" onClick={clear}>
            {say('clear')}
          </button>
        </div>
      )}
    </section>
  )
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}

interface PasteFieldProps {
  id: string
  area: RefObject<HTMLTextAreaElement | null>
  wrong: string | undefined
  typed: (text: string) => void
}

function PasteField({ id, area, wrong, typed }: PasteFieldProps) {
  return (
    <div class="field">
      <label for={id}>{say('pasteTokenHere')}</label>
      <textarea
        id={id}
        ref={area}
        rows={4}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="none"
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-note`}
        onInput={(event) => typed(event.currentTarget.value)}
      />
      <p id={`${id}-note`} role="status" class={wrong === undefined ? 'hint' : 'wrong'}>
        {wrong ?? say('pasteTokenHint')}
      </p>
    </div>
  )
}

function Pasted({ port, token }: PasteTokenProps & { token: PastedToken }) {
  const { words } = useTime()
  const look = useClaimsLook()
  const copying = useCopying(port)
  const { header, claims, size, cut, signed } = token
  return (
    <>
      <dl class="facts">
        <Fact term={say('tokenSignedBy')} text={signerIn(header)} />
        <Fact term={say('tokenSize')} text={byteSize(size, words.locale)} />
      </dl>
      <p class="note">
        {cut && `${say('tokenCut')} `}
        {say(signed || cut ? 'tokenUnchecked' : 'tokenUnsigned')}
      </p>
      <TokenView claims={claims} which="pasted" look={look} ahead={0} copying={copying} parts={partsLater} />
    </>
  )
}

/** Algorithm and key, as far as the header names them. */
function signerIn(header: PastedToken['header']): string {
  const [algorithm = '', key = ''] = [header['alg'], header['kid']].map((part) =>
    part ? claimText(part) : '',
  )
  return algorithm === '' || key === '' ? algorithm + key : say('tokenSignedWith', { algorithm, key })
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text === '' ? say('tokenDoesNotSay') : <ShownText text={text} />}</dd>
    </div>
  )
}
