import type { ServiceError } from '../errors.ts'

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
  /** Pages are not for scripts of other origins: no CORS headers. */
  private?: boolean
}

/** What a call ends in: an answer, a broken connection, or silence. */
export type Ending = Reply | 'drop' | 'hang'

const contentType = 'application/x-amz-json-1.1'

export function jsonReply(value: unknown): Reply {
  return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(value) }
}

/** Headers hold no line breaks, and nothing beyond Latin-1. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}

/** An exception as Cognito sends it, in the body and in two headers. */
export function errorReply(error: ServiceError): Reply {
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-amzn-errortype': `${error.type}:`,
  }
  if (error.message === '')
    return { status: error.status, headers, body: JSON.stringify({ __type: error.type }) }
  headers['x-amzn-errormessage'] = headerText(error.message)
  return {
    status: error.status,
    headers,
    body: JSON.stringify({ __type: error.type, message: error.message }),
  }
}

export function htmlReply(status: number, title: string): Reply {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return { status, headers: { 'content-type': 'text/html' }, body }
}
