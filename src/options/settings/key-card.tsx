import { useEffect, useState } from 'preact/hooks'
import type { OptionsPort } from '../options-port.ts'

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
      <h2 id="keys">Keyboard</h2>
      <p>
        {key === '' ? (
          'No key shows the claims of your session on the page that you look at.'
        ) : (
          <>
            <kbd>{key}</kbd> shows the claims of your session on the page that you look at, <kbd>Esc</kbd>{' '}
            hides them.
          </>
        )}
      </p>
      <div class="actions">
        <button type="button" onClick={() => void shortcuts.change()}>
          Change it in the browser’s settings
        </button>
      </div>
    </section>
  )
}
