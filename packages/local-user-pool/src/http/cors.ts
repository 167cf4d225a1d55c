import type { IncomingMessage } from 'node:http'
import type { Reply } from './reply.ts'

/** Cognito's API answers every origin, and lets scripts read these headers. */
export const corsHeaders: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
}

/** The answer to a preflight: whatever headers are asked for are allowed, for two days. */
export function preflight(request: IncomingMessage): Reply {
  const headers: Record<string, string> = {
    ...corsHeaders,
    'access-control-allow-methods': 'POST',
    'access-control-max-age': '172800',
  }
  const requested = request.headers['access-control-request-headers']
  if (requested !== undefined) headers['access-control-allow-headers'] = requested
  return { status: 200, headers, body: '' }
}
