import type { RefObject } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { byteSize } from '../../claims/byte-size.ts'
import { ShownText } from '../../claims/shown-text.tsx'
import { useTime } from '../../claims/time-context.ts'
import { claimText } from './claim-path.ts'
import { readToken, type PastedToken, type ReadToken } from './pasted-token.ts'
import { TokenView } from './token-view.tsx'

interface PasteTokenProps {
  port: { copy(text: string): Promise<void> }
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
      <h2 id={`${id}-title`}>Read another token</h2>
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
            Clear
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
      <label for={id}>Paste it here</label>
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
        {wrong ?? 'It is decoded on this page, sent nowhere and kept nowhere.'}
      </p>
    </div>
  )
}

function Pasted({ port, token }: PasteTokenProps & { token: PastedToken }) {
  const { words } = useTime()
  const { header, claims, size, cut, signed } = token
  return (
    <>
      <dl class="facts">
        <Fact
          term="Signed by"
          text={[header['alg'], header['kid']].filter(Boolean).map(claimText).join(', key ')}
        />
        <Fact term="Size" text={byteSize(size, words.locale)} />
      </dl>
      <p class="note">
        {cut && 'Its end is missing, so claims may be, too. '}
        {signed || cut
          ? 'Whether the signature is right was not checked: believe nothing of it because it can be read.'
          : 'It has no signature: anybody can have written it.'}
      </p>
      <TokenView port={port} claims={claims} caption="claims of the pasted token" ahead={0} />
    </>
  )
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text === '' ? 'it does not say' : <ShownText text={text} />}</dd>
    </div>
  )
}
