import type { SignInStanding } from '../contract/signing-in.ts'
import type { Ask } from '../controls/use-asking.ts'

/** The question, whose answer is heard though nobody waits for it any more: who is signed in at last is told so. */
export function hearing(
  ask: Ask<SignInStanding>,
  stood: (standing: SignInStanding) => void,
): Ask<SignInStanding> {
  return async (signal) => {
    const outcome = await ask(signal)
    if (outcome.ok) stood(outcome.value)
    return outcome
  }
}
