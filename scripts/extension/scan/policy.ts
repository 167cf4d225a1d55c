import type { Found } from './finding.ts'

/**
 * The most that each directive of the content security policy may allow. One that is missing here falls back to
 * `default-src`, and that is nothing. User pools are entered at run time: so requests may leave for any host over
 * https, and the network adapter refuses all but the pools that are set up.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/** Those without which the others protect little. */
const NEEDED = ['default-src', 'script-src', 'frame-ancestors', 'base-uri', 'form-action']

/** Where a manifest lets code in from elsewhere, or is laxer than it was. */
export function inManifest(text: string): Found[] {
  const manifest: Record<string, unknown> = JSON.parse(text)
  const { content_security_policy: policies } = manifest
  const { extension_pages: pages, ...others } = Object(policies)
  return [
    ...(typeof pages === 'string' ? inPolicy(pages) : [strict('there is no content_security_policy')]),
    ...Object.keys(others).map((name) => strict(`content_security_policy.${name}`)),
    ...('web_accessible_resources' in manifest
      ? [open(JSON.stringify(manifest['web_accessible_resources']))]
      : []),
  ]
}

function inPolicy(policy: string): Found[] {
  const directives = policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== '')
  const named = new Set(directives.map(([name = '']) => name))
  const twice = directives.length > named.size ? [strict(`a directive twice: ${policy}`)] : []
  const missing = NEEDED.filter((name) => !named.has(name)).map((name) => strict(`${name} is missing`))
  const lax = directives.flatMap(([name = '', ...sources]) =>
    sources.every((source) => ALLOWED[name]?.includes(source)) && name in ALLOWED
      ? []
      : [strict([name, ...sources].join(' '))],
  )
  return [...twice, ...missing, ...lax]
}

function strict(snippet: string): Found {
  return { rule: 'a content security policy as strict as it was', snippet }
}

function open(snippet: string): Found {
  return { rule: 'no file that pages can load', snippet }
}
