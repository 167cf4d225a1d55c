import { CognitoError } from './cognito-error.ts'
import { asObject, parseJson } from './record-text.ts'
import type { ChallengeName, PendingStep, UnfinishedStep } from './sign-in-step.ts'
import type { JsonObject } from './transport.ts'

type Describe = (pending: PendingStep) => UnfinishedStep

const code =
  (medium: 'sms' | 'email' | 'authenticator'): Describe =>
  (pending) => {
    const destination = pending.parameters['CODE_DELIVERY_DESTINATION']
    return { ...pending, step: 'code', medium, ...(destination !== undefined && { destination }) }
  }

/** @param parameter where Cognito lists the options */
const choice =
  (step: 'chooseMfa' | 'setUpMfa' | 'chooseFactor', parameter: string): Describe =>
  (pending) => ({ ...pending, step, options: list(pending, parameter) })

const password: Describe = (pending) => ({ ...pending, step: 'password' })

/** What each challenge asks of the person. Those that ask nothing (SRP, devices) are answered by the library. */
const steps: Readonly<Record<ChallengeName, Describe>> = {
  SMS_MFA: code('sms'),
  SMS_OTP: code('sms'),
  EMAIL_OTP: code('email'),
  SOFTWARE_TOKEN_MFA: code('authenticator'),
  NEW_PASSWORD_REQUIRED: (pending) => ({
    ...pending,
    step: 'newPassword',
    userAttributes: texts(parameter(pending, 'userAttributes')),
    requiredAttributes: list(pending, 'requiredAttributes').map((name) =>
      name.replace(/^userAttributes\./, ''),
    ),
  }),
  SELECT_MFA_TYPE: choice('chooseMfa', 'MFAS_CAN_CHOOSE'),
  MFA_SETUP: choice('setUpMfa', 'MFAS_CAN_SETUP'),
  SELECT_CHALLENGE: choice('chooseFactor', 'AvailableChallenges'),
  CUSTOM_CHALLENGE: (pending) => ({ ...pending, step: 'custom' }),
  PASSWORD: password,
  PASSWORD_SRP: password,
  WEB_AUTHN: (pending) => ({
    ...pending,
    step: 'passkey',
    options: parameter(pending, 'CREDENTIAL_REQUEST_OPTIONS'),
  }),
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
  return texts(answer['ChallengeParameters'])
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(asObject(value)).map(([name, text]) => [name, String(text)]))
}

function list(pending: PendingStep, name: string): string[] {
  const value = parameter(pending, name)
  return Array.isArray(value) ? value.map(String) : []
}

/** Cognito writes what is more than a text as JSON. */
function parameter({ parameters }: PendingStep, name: string): unknown {
  return parseJson(parameters[name] ?? '')
}
