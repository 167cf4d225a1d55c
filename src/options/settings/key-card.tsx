import { useEffect, useState } from 'preact/hooks'
import type { OptionsPort } from '../options-port.ts'
import { pieces, say } from '../../words/say.ts'

/** Which key draws the claims on a page, and where the browser lets that be changed. */
export function KeyCard({ port: { shortcuts } }: { port: Pick<OptionsPort, 'shortcuts'> }) {
  const [key, setKey] = useState<string>()
  useEffect(() => {
    const read = () => void shortcuts.showClaims().then(setKey)
    read()
    // It may have been changed in another tab.
    addEventListener('focus', read)
    return () => removeEventListener('focus', read)
  }, [shortcuts])
  return (
    <section class="card" aria-labelledby="keys">
      <h2 id="keys">{say('keyboard')}</h2>
      <p>
        {key === '' ? say('keyNone') : pieces('keyShows', { key: <kbd>{key}</kbd>, off: <kbd>Esc</kbd> })}
      </p>
      <div class="actions">
        <button type="button" onClick={() => void shortcuts.change()}>
          {say('keyChange')}
        </button>
      </div>
    </section>
  )
}
