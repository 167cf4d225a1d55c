import { whoOf } from '../controls/who.ts'
import { say } from '../words/say.ts'
import type { Scene } from './scene.ts'

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
      return say('announceNoPool')
    case 'signedOut':
      return say('announceSignedOut')
    case 'signInNeeded':
      return say('announceNeeded', { reason: say(`reason_${scene.view.reason}`) })
    case 'signedIn': {
      const { name } = whoOf(scene.view)
      return say(scene.view.refreshing ? 'announceRefreshing' : 'announceSignedIn', { name })
    }
  }
}
