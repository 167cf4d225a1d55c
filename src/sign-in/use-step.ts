import type { AccountId } from '../contract/identity.ts'
import type { SignInStanding, SigningIn } from '../contract/signing-in.ts'
import { useAsking, type Ask } from '../controls/use-asking.ts'
import { hearing } from './hearing.ts'
import type { SignInPort } from './sign-in-port.ts'
import type { Step } from './step.ts'

/** What can be done at a step, one thing at a time. */
export function useStep(
  port: SignInPort,
  signingIn: SigningIn,
  stood: (standing: SignInStanding) => void,
  startOver: () => void,
): Omit<Step, 'screen'> {
  const asking = useAsking()
  const { id: transaction, turn, resend, problem } = signingIn
  const run = async (ask: Ask<SignInStanding>) => (await asking.run(hearing(ask, stood))) !== undefined
  return {
    port,
    signingIn,
    busy: asking.busy,
    stop: asking.stop,
    error: asking.error ?? (asking.busy ? undefined : problem),
    answer: (answer, at = turn) => run(() => port.ask('answerSignIn', { transaction, turn: at, answer })),
    resend:
      resend === undefined ? undefined : () => void run(() => port.ask('resendCode', { transaction, turn })),
    back: () => void run(() => port.ask('signInBack', { transaction, turn })),
    startOver: () => {
      startOver()
      void port.ask('cancelSignIn', { transaction })
    },
  }
}

/** The account that a sign-in ended with. */
export function accountIn(standing: SignInStanding): AccountId | undefined {
  return standing.state === 'signedIn' ? standing.account : undefined
}
