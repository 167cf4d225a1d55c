import { CognitoError } from './cognito-error.ts'
import type { ChallengeName, StepAnswer, UnfinishedStep } from './sign-in-step.ts'

/** Cognito's name for the code that answers a challenge. */
const codeFields: Partial<Record<ChallengeName, string>> = {
  SMS_MFA: 'SMS_MFA_CODE',
  SMS_OTP: 'SMS_OTP_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
}

/** `ChallengeResponses` of a person's answer, but for USERNAME and what SRP adds. */
export function challengeResponses(step: UnfinishedStep, answer: StepAnswer): Record<string, string> {
  switch (step.step) {
    case 'code':
      return { [codeFields[step.challenge] ?? 'ANSWER']: required(answer.code, 'code') }
    case 'newPassword':
      return { ...prefixed(answer.attributes), NEW_PASSWORD: required(answer.newPassword, 'newPassword') }
    case 'chooseMfa':
      return { ANSWER: required(answer.choice, 'choice') }
    case 'chooseFactor':
      return { ANSWER: required(answer.choice, 'choice') }
    case 'custom':
      return { ANSWER: required(answer.custom, 'custom') }
    case 'password':
      return { PASSWORD: required(answer.password, 'password') }
    case 'passkey':
      return { CREDENTIAL: JSON.stringify(required(answer.credential, 'credential')) }
    case 'setUpMfa':
      return {}
  }
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value !== undefined && value !== '') return value
  throw new CognitoError('InvalidParameter', `This step of the sign-in is answered with \`${name}\`.`)
}

function prefixed(attributes: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value]),
  )
}
