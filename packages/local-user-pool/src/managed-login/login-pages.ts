import type { Reply } from '../http/reply.ts'
import { html, pageReply } from './html.ts'
import type { Html } from './html.ts'
import type { Transaction } from './login-store.ts'

/** What every step's page begins with: the hidden transaction, and what went wrong. */
interface Step {
  id: string
  transaction: Transaction
  complaint: string | undefined
  nonce: string
}

function form(id: string, complaint: string | undefined, fields: Html): Html {
  const alert = complaint === undefined ? html`` : html`<p role="alert">${complaint}</p>`
  return html`${alert}
    <form method="post" action="/login">
      <input type="hidden" name="transaction" value="${id}" />${fields}
    </form>`
}

function field(label: string, attributes: Html): Html {
  return html`<label>${label}<input ${attributes} required /></label>`
}

function page(title: string, { id, complaint }: Step, fields: Html): Reply {
  const headers = { 'set-cookie': `XSRF-TOKEN=${id}; Path=/; HttpOnly; SameSite=Lax` }
  return pageReply({ title, content: form(id, complaint, fields), headers })
}

function credentialsPage(step: Step): Reply {
  const hint = step.transaction.request.loginHint ?? ''
  return page(
    'Sign in',
    step,
    html`${field('User name or e-mail', html`name="username" autocomplete="username webauthn" value="${hint}"`)}
      <label>Password<input name="password" type="password" autocomplete="current-password" /></label>
      <button name="action" value="password">Sign in</button>
      <button name="action" value="passkey">Sign in with a passkey</button>`,
  )
}

function codePage(step: Step, parameters: Record<string, string>): Reply {
  const to = parameters.CODE_DELIVERY_DESTINATION
  const text =
    to === undefined ? 'Enter the code of your authenticator app.' : `Enter the code sent to ${to}.`
  const attributes = html`name="code" inputmode="numeric" autocomplete="one-time-code"`
  return page(
    'Enter your code',
    step,
    html`<p>${text}</p>
      ${field('Code', attributes)}<button>Continue</button>`,
  )
}

function choicePage(step: Step, parameters: Record<string, string>): Reply {
  const names: unknown = JSON.parse(parameters.MFAS_CAN_CHOOSE ?? '[]')
  const choices = Array.isArray(names) ? names.map(String) : []
  const labels: Record<string, string> = {
    EMAIL_OTP: 'Code by e-mail',
    SMS_MFA: 'Code by SMS',
    SOFTWARE_TOKEN_MFA: 'Authenticator app',
  }
  const buttons = choices.map(
    (name) => html`<button name="choice" value="${name}">${labels[name] ?? name}</button>`,
  )
  return page('Choose a second factor', step, html`${buttons}`)
}

function newPasswordPage(step: Step, parameters: Record<string, string>): Reply {
  const names: unknown = JSON.parse(parameters.requiredAttributes ?? '[]')
  const required = Array.isArray(names) ? names.map(String) : []
  const attributes = required.map((name) => field(name.replace('userAttributes.', ''), html`name="${name}"`))
  const password = html`name="new_password" type="password" autocomplete="new-password"`
  return page(
    'Choose a new password',
    step,
    html`${field('New password', password)}${attributes}<button>Continue</button>`,
  )
}

const passkeyScript = (options: string): string => `(async () => {
  const options = ${options.replaceAll('<', '\\u003c')}
  const form = document.forms[0]
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  try {
    const credential = await navigator.credentials.get({ publicKey })
    form.elements.credential.value = JSON.stringify(credential)
    form.submit()
  } catch (error) {
    document.querySelector('p').textContent = 'The passkey was not used: ' + error.message
  }
})()`

function passkeyPage(step: Step, parameters: Record<string, string>): Reply {
  const fields = html`<p>Use your passkey when the browser asks for it.</p>
    <input type="hidden" name="credential" />`
  const headers = { 'set-cookie': `XSRF-TOKEN=${step.id}; Path=/; HttpOnly; SameSite=Lax` }
  const script = { text: passkeyScript(parameters.CREDENTIAL_REQUEST_OPTIONS ?? '{}'), nonce: step.nonce }
  return pageReply({
    title: 'Use your passkey',
    content: form(step.id, step.complaint, fields),
    headers,
    script,
  })
}

/** The page for where the person stands. */
export function loginPage(step: Step): Reply {
  const { challenge } = step.transaction
  if (challenge === undefined) return credentialsPage(step)
  const { name, parameters } = challenge
  if (name === 'SELECT_MFA_TYPE') return choicePage(step, parameters)
  if (name === 'NEW_PASSWORD_REQUIRED') return newPasswordPage(step, parameters)
  if (name === 'WEB_AUTHN') return passkeyPage(step, parameters)
  return codePage(step, parameters)
}
