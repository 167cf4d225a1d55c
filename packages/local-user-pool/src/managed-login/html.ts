import type { Reply } from '../http/reply.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML that is already escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | readonly Html[]

function escaped(part: Part): string {
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
  return part.map(({ text }) => text).join('')
}

/** A template whose values are escaped, unless they are HTML of this kind themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, index) => text + escaped(parts[index] ?? '')).join(''))
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}label{display:block;margin:1rem 0}input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem}
button{font:inherit;padding:.5rem 1rem;margin:.5rem .5rem 0 0}[role=alert]{color:#a00}table{border-collapse:collapse}td,th{padding:.25rem .75rem .25rem 0;text-align:left}
@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}[role=alert]{color:#f99}}`

export interface Page {
  title: string
  content: Html
  status?: number
  /** Runs in the page; the nonce lets it and nothing else. */
  script?: { text: string; nonce: string }
  headers?: Record<string, string>
}

/** A page that loads nothing from elsewhere and cannot be framed. */
export function pageReply({ title, content, status = 200, script, headers }: Page): Reply {
  const scripts = script === undefined ? '' : `<script nonce="${script.nonce}">${script.text}</script>`
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src ${script === undefined ? "'none'" : `'nonce-${script.nonce}'`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        ${new Html(scripts)}
      </body>
    </html>`
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...headers,
    },
    body: text,
    private: true,
  }
}

export function redirect(location: string, headers: Record<string, string> = {}): Reply {
  return {
    status: 302,
    headers: { location, 'cache-control': 'no-store', ...headers },
    body: '',
    private: true,
  }
}
