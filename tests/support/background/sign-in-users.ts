import { expect } from 'vitest'
import { Person } from './signing-in.ts'
import { Stage } from './stage.ts'

type UserName = keyof Stage['pool']['users']

/** A person whose worker knows the app clients to sign in at. */
export async function openSignIn(): Promise<{ stage: Stage; person: Person }> {
  const stage = await Stage.open({ acceptExtensionOrigins: true })
  const worker = stage.start()
  await worker.started()
  const clients = ['web', 'mfaRequired', 'devices', 'devicesAlways', 'srpOnly'] as const
  return { stage, person: await new Person(stage, worker).knows(...clients) }
}

/** The code that the pool sent to somebody last, and whether they are the one who is signed in. */
export function usersAt(stage: () => Stage) {
  return {
    code: (user: UserName) => stage().pool.inbox.lastCode(stage().pool.users[user].username),
    signedIn: (user: UserName) =>
      expect(stage().views()).toMatchObject([
        { state: 'signedIn', username: stage().pool.users[user].username },
      ]),
  }
}

export const wrong = (right: string) => right.replace(/./g, (digit) => String((Number(digit) + 1) % 10))
