import { CognitoError } from './cognito-error.ts'
import { isObject, parseJson } from './record-text.ts'
import type { ChallengeName, PendingStep, UnfinishedStep } from './sign-in-step.ts'
import type { JsonObject } from './transport.ts'

const prefix = 'userAttributes.'

type Describe = (pending: PendingStep) => UnfinishedStep

const code =
  (medium: 'sms' | 'email' | 'authenticator'): Describe =>
  (pending) => {
    const destination = pending.parameters['CODE_DELIVERY_DESTINATION']
    return { ...pending, step: 'code', medium, ...(destination !== undefined && { destination }) }
  }

/** What each challenge asks of the person. Those that ask nothing (SRP, devices) are answered by the library. */
const steps: Readonly<Record<ChallengeName, Describe>> = {
  SMS_MFA: code('sms'),
  SMS_OTP: code('sms'),
  EMAIL_OTP: code('email'),
  SOFTWARE_TOKEN_MFA: code('authenticator'),
  NEW_PASSWORD_REQUIRED: newPassword,
  SELECT_MFA_TYPE: (pending) => ({
    ...pending,
    step: 'chooseMfa',
    options: list(pending, 'MFAS_CAN_CHOOSE'),
  }),
  MFA_SETUP: (pending) => ({ ...pending, step: 'setUpMfa', options: list(pending, 'MFAS_CAN_SETUP') }),
  CUSTOM_CHALLENGE: (pending) => ({ ...pending, step: 'custom' }),
  SELECT_CHALLENGE: (pending) => ({
    ...pending,
    step: 'chooseFactor',
    options: list(pending, 'AvailableChallenges'),
  }),
  PASSWORD: (pending) => ({ ...pending, step: 'password' }),
  PASSWORD_SRP: (pending) => ({ ...pending, step: 'password' }),
  WEB_AUTHN: (pending) => ({ ...pending, step: 'passkey', options: passkeyOptions(pending) }),
}

/** The step of Cognito's answer. A challenge that is not known is an error that names it. */
export function stepOf(answer: JsonObject, username: string): UnfinishedStep {
  const name = String(answer['ChallengeName'])
  if (!isKnown(name)) {
    throw new CognitoError('UnsupportedChallenge', `This library does not know the challenge ${name}.`)
  }
  const parameters = challengeParameters(answer)
  const available = answer['AvailableChallenges']
  return steps[name]({
    challenge: name,
    username: parameters['USER_ID_FOR_SRP'] ?? username,
    session: sessionString(answer),
    parameters: Array.isArray(available)
      ? { ...parameters, AvailableChallenges: JSON.stringify(available) }
      : parameters,
  })
}

/** Cognito's string that ties the steps of a sign-in together. */
export function sessionString({ Session: session }: JsonObject): string {
  return typeof session === 'string' ? session : ''
}

function isKnown(name: string): name is ChallengeName {
  return Object.hasOwn(steps, name)
}

export function challengeParameters(answer: JsonObject): Record<string, string> {
  const parameters = answer['ChallengeParameters']
  if (!isObject(parameters)) return {}
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
}

function newPassword(pending: PendingStep): UnfinishedStep {
  const attributes = parseJson(pending.parameters['userAttributes'] ?? '')
  return {
    ...pending,
    step: 'newPassword',
    userAttributes: isObject(attributes)
      ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
      : {},
    requiredAttributes: list(pending, 'requiredAttributes').map((name) =>
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
    ),
  }
}

function list({ parameters }: PendingStep, name: string): string[] {
  const value = parseJson(parameters[name] ?? '')
  return Array.isArray(value) ? value.map(String) : []
}

function passkeyOptions({ parameters }: PendingStep): unknown {
  return parseJson(parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '')
}
