import { say } from '../words/say.ts'

/** In place of a part whose file is gone: an update of the extension takes those away that a page did not load yet. */
export function NotLoaded() {
  return (
    <p role="alert" class="note">
      {say('notLoaded')}
    </p>
  )
}
