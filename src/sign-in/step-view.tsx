import { ShownText } from '../claims/shown-text.tsx'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { SignInStanding, SigningIn, SignInScreen } from '../contract/signing-in.ts'
import { pieces } from '../words/say.ts'
import { ChooseFactorStep } from './choose-factor-step.tsx'
import { ChooseMfaStep } from './choose-mfa-step.tsx'
import { CodeStep } from './code-step.tsx'
import { CustomStep } from './custom-step.tsx'
import { NewPasswordStep } from './new-password-step.tsx'
import { PasskeyStep } from './passkey-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { RememberDeviceStep } from './remember-device-step.tsx'
import { ResetPasswordStep } from './reset-password-step.tsx'
import { SetUpMfaStep } from './set-up-mfa-step.tsx'
import type { SignInPort } from './sign-in-port.ts'
import type { Step } from './step.ts'
import { useStep } from './use-step.ts'

interface StepViewProps {
  port: SignInPort
  signingIn: SigningIn
  profile: Profile | undefined
  methods: readonly SignInMethod[]
  stood: (standing: SignInStanding) => void
  startOver: () => void
}

/** The step that a sign-in has come to. */
export function StepView({ port, signingIn, profile, methods, stood, startOver }: StepViewProps) {
  const step = useStep(port, signingIn, stood, startOver)
  const pool = profile?.name ?? signingIn.profile
  return (
    <>
      <p class="hint whose">
        {pieces('stepWhose', {
          name: <ShownText text={signingIn.username} />,
          pool: <ShownText text={pool} />,
        })}
      </p>
      {stepOf(step, signingIn.screen, { profile, methods, pool })}
    </>
  )
}

function stepOf(
  step: Omit<Step, 'screen'>,
  screen: SignInScreen,
  { profile, methods, pool }: Pick<StepViewProps, 'profile' | 'methods'> & { pool: string },
) {
  switch (screen.step) {
    case 'start':
      return null
    case 'newPassword':
      return <NewPasswordStep {...step} screen={screen} />
    case 'code':
      return <CodeStep {...step} screen={screen} />
    case 'chooseMfa':
      return <ChooseMfaStep {...step} screen={screen} />
    case 'setUpMfa':
      return <SetUpMfaStep {...step} screen={screen} pool={pool} />
    case 'chooseFactor':
      return <ChooseFactorStep {...step} {...{ screen, profile, methods }} />
    case 'password':
      return <PasswordStep {...step} screen={screen} />
    case 'passkey':
      return <PasskeyStep {...step} {...{ screen, profile, methods }} />
    case 'custom':
      return <CustomStep {...step} screen={screen} />
    case 'resetPassword':
      return <ResetPasswordStep {...step} screen={screen} />
    case 'rememberDevice':
      return <RememberDeviceStep {...step} screen={screen} />
  }
}
