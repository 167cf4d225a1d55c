import { html, pageReply } from '../managed-login/html.ts'
import type { Pool } from '../pool.ts'
import type { Message } from '../inbox.ts'
import type { Reply } from './reply.ts'

function row({ at, medium, to, username, purpose, code }: Message) {
  const time = new Date(at).toISOString().slice(11, 19)
  return html`<tr>
    <td>${time}</td>
    <td>${medium} to ${to}</td>
    <td>${username}</td>
    <td>${purpose}</td>
    <td><code>${code}</code></td>
  </tr>`
}

/** /inbox: what the pool 'sent', newest first. */
export function inboxPage(pool: Pool): Reply {
  const rows = pool.inbox.list().toReversed().map(row)
  const content =
    rows.length === 0
      ? html`<p>Nothing was sent yet.</p>`
      : html`<table>
          <thead>
            <tr>
              <th>Time</th>
              <th>Message</th>
              <th>User</th>
              <th>For</th>
              <th>Code</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`
  return pageReply({ title: 'Inbox', content, headers: { refresh: '2' } })
}

/** /inbox.json: the same for programs on this machine, but for no web page of another origin. */
export function inboxJson(pool: Pool): Reply {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  return { status: 200, headers, body: JSON.stringify({ messages: pool.inbox.list() }), private: true }
}
