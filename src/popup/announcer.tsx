import { signInReasons } from '../contract/sign-in-reasons.ts'
import type { Scene } from './scene.ts'
import { whoOf } from '../controls/who.ts'

/** Says what changed to those who cannot see it. Always there, or nothing would be heard; it never ticks. */
export function Announcer({ scene }: { scene: Scene }) {
  return (
    <p role="status" class="unseen-but-heard">
      {announcementOf(scene)}
    </p>
  )
}

export function announcementOf(scene: Scene): string {
  switch (scene.kind) {
    case 'noProfile':
      return 'No user pool yet.'
    case 'signedOut':
      return 'Signed out.'
    case 'signInNeeded':
      return `Sign-in needed. ${signInReasons[scene.view.reason]}`
    case 'signedIn': {
      const who = `Signed in as ${whoOf(scene.view).name}.`
      return scene.view.refreshing ? `${who} Refreshing.` : who
    }
  }
}
