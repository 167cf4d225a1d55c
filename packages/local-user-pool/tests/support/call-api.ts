/** What came back from one call, as raw as a test wants it. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  json: Record<string, unknown>
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** Calls an operation as any Cognito client does, without a library in between. */
export async function callApi(
  url: string,
  operation: string,
  parameters: unknown,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
    ...init,
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

/** The tokens of an answer, as strings; empty where there are none. */
export function tokensOf(answer: Answer): { AccessToken: string; IdToken: string; RefreshToken: string } {
  const result = answer.json.AuthenticationResult
  const members: Record<string, unknown> = typeof result === 'object' && result !== null ? { ...result } : {}
  const text = (name: string): string => (typeof members[name] === 'string' ? members[name] : '')
  return { AccessToken: text('AccessToken'), IdToken: text('IdToken'), RefreshToken: text('RefreshToken') }
}

/** `NotAuthorizedException: Incorrect username or password.`, or `200`. */
export function refusalOf(answer: Answer): string {
  return answer.status === 200 ? '200' : `${String(answer.json.__type)}: ${String(answer.json.message)}`
}
