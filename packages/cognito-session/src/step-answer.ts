import { CognitoError } from './cognito-error.ts'
import type { StepAnswer, UnfinishedStep } from './sign-in-step.ts'

type Wanted = Exclude<keyof StepAnswer, 'attributes' | 'clientMetadata'>

/** What each step wants of the person's answer, and Cognito's name for it. */
const answers: Readonly<Record<UnfinishedStep['step'], readonly [wanted: Wanted, field: string]>> = {
  code: ['code', ''],
  newPassword: ['newPassword', 'NEW_PASSWORD'],
  chooseMfa: ['choice', 'ANSWER'],
  chooseFactor: ['choice', 'ANSWER'],
  custom: ['custom', 'ANSWER'],
  password: ['password', 'PASSWORD'],
  passkey: ['credential', 'CREDENTIAL'],
  setUpMfa: ['email', 'EMAIL'],
}

/** `ChallengeResponses` of a person's answer, but for USERNAME and what SRP adds. */
export function challengeResponses(step: UnfinishedStep, answer: StepAnswer): Record<string, string> {
  const [wanted, field] = answers[step.step]
  const value = answer[wanted]
  // An authenticator app is set up by then, and nothing is left to be said.
  if (step.step === 'setUpMfa' && value === undefined) return {}
  if (value === undefined || value === '') {
    throw new CognitoError('InvalidParameter', `This step of the sign-in is answered with \`${wanted}\`.`)
  }
  return {
    ...(wanted === 'newPassword' && prefixed(answer.attributes)),
    [field || `${step.challenge}_CODE`]: typeof value === 'string' ? value : JSON.stringify(value),
  }
}

function prefixed(attributes: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value]),
  )
}
