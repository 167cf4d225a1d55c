import { ChosenPassword } from './chosen-password.tsx'
import type { Step } from './step.ts'

/** The password, after it was chosen or as the only way there is. */
export function PasswordStep(step: Step<'password'>) {
  return <ChosenPassword step={step} />
}
