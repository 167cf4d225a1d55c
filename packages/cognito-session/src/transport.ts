import { CognitoError, unusableAnswer } from './cognito-error.ts'
import type { CognitoErrorCode } from './cognito-error.ts'
import type { Ports } from './ports.ts'
import { asObject, isObject, parseJson } from './record-text.ts'

/** A request without an answer is given up after ten seconds. */
const timeLimit = 10_000

export type JsonObject = Record<string, unknown>

/** One call of Cognito's unsigned JSON 1.1 API; members that are undefined are not sent. */
export type Send = (operation: string, body: JsonObject) => Promise<JsonObject>

/** No body is answered as `{}`; one that is no JSON object (`null`, a captive portal's HTML) is no answer. */
export function transport(endpoint: string, ports: Ports): Send {
  return async (operation, body) => {
    const { response, text } = await exchange(endpoint, requestOf(operation, body), ports)
    const content = text === '' ? {} : parseJson(text)
    if (!response.ok) throw serviceError(response, asObject(content), ports)
    if (!isObject(content)) throw unusableAnswer()
    return content
  }
}

function requestOf(operation: string, body: JsonObject): RequestInit {
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  }
}

interface Exchange {
  response: Response
  text: string
}

/** Sends and reads the whole body, within the time limit. */
export async function exchange(endpoint: string, init: RequestInit, ports: Ports): Promise<Exchange> {
  const over = new AbortController()
  const limit = ports.wait(timeLimit, over.signal).then(() => {
    throw new CognitoError('Timeout', 'Cognito did not answer within ten seconds. Try again.')
  })
  try {
    return await Promise.race([fetchText(endpoint, { ...init, signal: over.signal }, ports), limit])
  } finally {
    over.abort()
  }
}

async function fetchText(endpoint: string, init: RequestInit, ports: Ports): Promise<Exchange> {
  try {
    const response = await ports.fetch(endpoint, init)
    return { response, text: await response.text() }
  } catch (cause) {
    throw new CognitoError('NetworkError', 'Network error', { cause })
  }
}

function serviceError(response: Response, body: JsonObject, ports: Ports): CognitoError {
  const { status, headers } = response
  const code = errorCode(body['__type'], headers.get('x-amzn-errortype'))
  const said = body['message'] ?? body['Message'] ?? headers.get('x-amzn-errormessage')
  const message =
    typeof said === 'string' && said !== '' ? said : `Cognito answered with HTTP status ${status}.`
  return new CognitoError(code, message, { status, retryAfter: retryAfter(headers, ports) })
}

function errorCode(type: unknown, header: string | null): CognitoErrorCode {
  const fromBody = typeof type === 'string' ? type.split('#').pop() : undefined
  const word = fromBody || header?.split(':')[0] || 'HttpError'
  return isErrorCode(word) ? word : 'HttpError'
}

/** The wire's own word is taken for one of the union: Cognito may add codes at any time. */
function isErrorCode(word: string): word is CognitoErrorCode {
  return /^\w/.test(word)
}

/** RFC 9110, 10.2.3: seconds, or a date. In milliseconds from now. */
function retryAfter(headers: Headers, ports: Ports): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const delay = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - ports.now()
  return delay > 0 ? delay : undefined
}
