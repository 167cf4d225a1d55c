import { say } from '../words/say.ts'

/** In place of what is read or loaded: its styles show it when it lasts, and at last how to load the page anew. */
export function Loading() {
  return (
    <div class="loading" role="status">
      <span>{say('loading')}</span>
      <button type="button" onClick={() => location.reload()}>
        {say('loadAgain')}
      </button>
    </div>
  )
}
