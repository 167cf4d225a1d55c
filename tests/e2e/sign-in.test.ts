import { totpCode } from '@cognito-shared-session/local-user-pool'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountIdFrom, transactionIdFrom } from '../../src/contract/identity.ts'
import type { SignInScreen } from '../../src/contract/signing-in.ts'
import { grantHost } from '../support/host-permission.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { SignInPage } from '../support/sign-in-page.ts'
import { until } from '../support/until.ts'
import { stopWorker } from '../support/worker.ts'
import { stored } from '../support/storage.ts'

type UserName = keyof QuickWorld['pool']['users']

let world: QuickWorld
let person: SignInPage

beforeAll(async () => {
  world = await QuickWorld.open({ settings: { acceptExtensionOrigins: true } })
  const { poolId, clients, url } = world.pool
  const login = { domain: new URL(world.pool.loginUrl).origin, scopes: ['openid'] }
  for (const client of ['web', 'mfaRequired', 'devices'] as const) {
    const { id: clientId } = clients[client]
    const input = { name: client, poolId, clientId, endpoint: url }
    await world.ask('saveProfile', client === 'web' ? { ...input, login } : input)
  }
  await grantHost(world.extension, 'http://localhost/*')
})
afterAll(() => world.close())
beforeEach(async () => {
  person = await SignInPage.open(world.extension)
})
afterEach(async () => {
  await person.page.close()
  for (const transaction of await waiting()) await world.ask('cancelSignIn', { transaction })
})

const begin = (user: UserName, pool = 'web') => {
  const { signInName, password } = world.pool.users[user]
  return person.begin(pool, signInName, password)
}
const code = (user: UserName) => world.pool.inbox.lastCode(world.pool.users[user].username)

const looked = new Set<string>()
async function look(name: string): Promise<void> {
  expect(await person.look(name)).toEqual([])
  looked.add(name)
}

describe('a person types their way through', () => {
  test('a password', async () => {
    await look('start')
    await begin('ada')
    await person.signedIn()
    await look('signed-in')
  })

  test('a wrong password, which is said, keeps the user name and gives the focus back', async () => {
    await person.begin('web', 'ada', 'wrong')
    await person.page.getByText('User name or password is not right').waitFor()
    expect(await person.page.getByLabel('User name').inputValue()).toBe('ada')
    await person.page.locator('input[name=password]:focus').waitFor()
    expect(await person.page.locator('input[name=password]').inputValue()).toBe('')
    await look('start-wrong')
  })

  test('a temporary password, a new one and a name', async () => {
    await begin('newcomer')
    await person.heading('Choose a password of your own')
    await person.page.getByLabel('New password').fill('nina')
    await look('step-newPassword')
    await person.page.getByLabel('Full name').fill('Nina')
    await person.page.getByLabel('Full name').press('Enter')
    await person.page.getByText('The password is too short').waitFor()
    await person.page.getByLabel('New password').fill('Nina-her-own-1')
    await person.page.getByText('All usual rules are met.').waitFor({ state: 'attached' })
    await person.page.keyboard.press('Enter')
    await person.signedIn()
  })

  test('the code of a text message, after a wrong one', async () => {
    await begin('sms')
    await person.pasteCode(() => '000000')
    await person.page.getByText('That is not the right code').waitFor()
    await look('step-code-wrong')
    await person.page.locator('input[name=code]').fill('')
    await person.pasteCode(() => code('sms'))
    await person.signedIn()
  })

  test('the code of an e-mail', async () => {
    await begin('email')
    await person.heading('Enter the code from your e-mail')
    await look('step-code')
    await person.pasteCode(() => code('email'))
    await person.signedIn()
  })

  test('an authenticator app that is set up on the way', async () => {
    await begin('ada', 'mfaRequired')
    await person.heading('Set up a second factor')
    await look('step-setUpMfa')
    await person.click(/Authenticator app/)
    await person.page.getByRole('img', { name: /QR code/ }).waitFor()
    await person.page.getByText('Cannot scan it?').click()
    await look('step-setUpMfa-authenticator')
    const secret = (await person.page.locator('.secret').innerText()).replaceAll(' ', '')
    await person.page.locator('input[name=code]').focus()
    await person.pasteCode(() => totpCode(secret, world.pool.clock.now()))
    await person.signedIn()
  })

  test('the choice among second factors, and the code of an authenticator app', async () => {
    await begin('choice')
    await person.heading('How shall you be checked?')
    await look('step-chooseMfa')
    await person.click(/Authenticator app/)
    await person.pasteCode(() => world.pool.totpCode('choice'))
    await person.signedIn()
  })

  test('the pool’s own question, after a wrong answer', async () => {
    await person.choosePool('web')
    await person.page.getByLabel('User name').fill('bob')
    await person.page.getByText('Other ways to sign in').click()
    await person.click('The pool’s own questions…')
    await person.page.getByText('How much is six times seven?').waitFor()
    await look('step-custom')
    await person.page.getByLabel('Your answer').fill('41')
    await person.page.keyboard.press('Enter')
    await person.page.getByText('It asks once more').waitFor()
    await person.page.getByLabel('Your answer').fill('42')
    await person.page.keyboard.press('Enter')
    await person.signedIn()
  })

  test('a forgotten password, with a code that is sent again', async () => {
    await person.choosePool('web')
    await person.page.getByLabel('User name').fill('rita')
    await person.click('Forgot your password?')
    await person.heading('Set a new password')
    await look('step-resetPassword')
    const first = code('resetRequired')
    await person.click('Send a new code')
    await until('another code', () => code('resetRequired') !== first)
    await person.page.getByLabel('Code').fill(code('resetRequired'))
    await person.page.getByLabel('New password').fill('Rita-her-own-1')
    await person.page.keyboard.press('Enter')
    await person.signedIn()
  })

  test('a device that is remembered, proves itself the next time, and is forgotten', async () => {
    await begin('sms', 'devices')
    await person.pasteCode(() => code('sms'))
    await person.heading(/Remember this browser/)
    await look('step-rememberDevice')
    await person.click(/^Remember this browser/)
    await person.signedIn()
    await person.reload()
    await begin('sms', 'devices')
    await person.signedIn()
    await person.click('Forget this browser')
    await person.page.getByText('no longer remembers this browser').waitFor()
  })

  test('a choice: back from one code to another, which is sent again', async () => {
    await person.choosePool('web')
    await person.page.getByLabel('User name').fill('emil')
    await person.page.getByText('Other ways to sign in').click()
    await person.click('Passkey or code…')
    await person.heading('How do you want to sign in?')
    await look('step-chooseFactor')
    await person.click(/^Password/)
    await person.heading('Enter your password')
    await look('step-password')
    await person.click('Choose another way')
    await person.click(/^E-mail/)
    await person.heading('Enter the code from your e-mail')
    const first = code('email')
    await person.click('Send a new code')
    await until('another code', () => code('email') !== first)
    await person.pasteCode(() => code('email'))
    await person.signedIn()
  })
})

describe('choice-based sign-in', () => {
  const choose = async (username: string, way: RegExp) => {
    await person.choosePool('web')
    await person.page.getByLabel('User name').fill(username)
    await person.page.getByText('Other ways to sign in').click()
    await person.click('Passkey or code…')
    await person.heading('How do you want to sign in?')
    await person.click(way)
  }

  test('takes the password, which does not leave the browser', async () => {
    const { signInName, password } = world.pool.users.zoe
    const { length } = world.pool.calls.list()
    await choose(signInName, /^Password/)
    await person.page.getByRole('textbox', { name: 'Password' }).fill(password)
    await person.page.keyboard.press('Enter')
    await person.signedIn()
    const asked = world.pool.calls.list().slice(length)
    expect(asked.flatMap(({ flow }) => flow ?? [])).toEqual(['USER_AUTH'])
    expect(asked.filter(({ operation }) => operation === 'RespondToAuthChallenge')).toHaveLength(2)
  })

  test('takes the code of a text message, after a wrong one', async () => {
    await choose(world.pool.users.ada.signInName, /^Text message/)
    await person.heading('Enter the code from your phone')
    await person.pasteCode(() => '00000000')
    await person.page.getByText('That is not the right code').waitFor()
    await person.page.locator('input[name=code]').fill('')
    await person.pasteCode(() => code('ada'))
    await person.signedIn()
  })
})

/** What Cognito most likely says to a passkey that was used in a page of an extension. */
const refusedOrigin = {
  kind: 'error',
  type: 'WebAuthnOriginNotAllowedException',
  message: 'The origin is not allowed for this relying party.',
} as const

describe('a passkey', () => {
  test('is added, signs in, and is deleted', async () => {
    const { page } = person
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    await begin('grace')
    await person.signedIn()
    await page.getByText('Passkeys').click()
    await page.getByText('There is none yet.').waitFor()
    await person.click('Add a passkey')
    await page.getByRole('button', { name: 'Delete' }).waitFor()
    await look('passkeys')

    await person.reload()
    await person.choosePool('web')
    await page.getByLabel('User name').fill('grace@example.com')
    await page.getByText('Other ways to sign in').click()
    await person.click('Passkey or code…')
    await person.click(/^Passkey/)
    await person.heading('Use your passkey')
    await look('step-passkey')
    world.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: refusedOrigin })
    await person.click('Use passkey')
    await page.getByText('takes passkeys from its own sign-in page only').waitFor()
    expect(await page.getByRole('link', { name: 'The pool’s own page…' }).getAttribute('href')).toContain(
      'managed-login',
    )
    await look('step-passkey-refused')
    await person.click('Use passkey')
    await person.signedIn()
    await page.getByText('Passkeys').click()
    await person.click('Delete')
    await page.getByText('There is none yet.').waitFor()
  })
})

describe('a sign-in goes on', () => {
  test('after its tab was closed and the worker stopped between two steps', async () => {
    await begin('sms')
    await person.heading('Enter the code from your phone')
    await person.page.close()
    await stopWorker(world.extension)
    const session = await stored(world.extension, 'session')
    expect(JSON.stringify(session)).not.toContain(world.pool.users.sms.password)
    person = await SignInPage.open(world.extension)
    await person.pasteCode(() => code('sms'))
    await person.signedIn()
  })

  test('in a tab, where the popup’s password is not all that is asked', async () => {
    const { signInName, password } = world.pool.users.email
    for (const account of await accounts()) await world.ask('forgetAccount', { account })
    await world.popup.reload()
    await world.popup.getByLabel('User pool').selectOption({ label: 'mfaRequired' })
    await world.popup.getByLabel('User name').fill(signInName)
    await world.popup.getByRole('textbox', { name: 'Password' }).fill(password)
    await world.popup.keyboard.press('Enter')
    await person.heading('Enter the code from your e-mail')
    await world.popup.getByText('Signing in emil in a tab.').waitFor()
    await person.pasteCode(() => code('email'))
    await person.signedIn()
  })

  test('in two tabs that set the same authenticator app up: the key of the later one counts, and is made once', async () => {
    await begin('grace', 'mfaRequired')
    const other = await SignInPage.open(world.extension)
    const keys = () => world.pool.calls.count('AssociateSoftwareToken')
    const before = keys()
    for (const tab of [person, other]) {
      await tab.click(/Authenticator app/)
      await tab.page.getByRole('img', { name: /QR code/ }).waitFor()
    }
    await person.page.getByText('made in another tab').waitFor()
    expect(await person.page.getByRole('img', { name: /QR code/ }).count()).toBe(0)
    const secret = await other.authenticatorKey()
    await other.page.locator('input[name=code]').focus()
    await other.pasteCode(() => totpCode(secret, world.pool.clock.now()))
    await other.signedIn()
    expect(keys() - before).toBe(2)
    await other.page.close()
  })

  test('in a tab whose authenticator app’s key was made anew in another, with a key of its own', async () => {
    await begin('bob', 'mfaRequired')
    await person.click(/Authenticator app/)
    await person.page.getByRole('img', { name: /QR code/ }).waitFor()
    const [id] = await waiting()
    const transaction = transactionIdFrom(String(id))
    await world.ask('authenticatorSecret', { transaction, turn: 2 })
    await person.click('Make a new key')
    const secret = await person.authenticatorKey()
    await person.page.locator('input[name=code]').focus()
    await person.pasteCode(() => totpCode(secret, world.pool.clock.now()))
    await person.signedIn()
  })

  test('or is given up for another, which is asked about first', async () => {
    await begin('sms')
    await person.heading('Enter the code from your phone')
    const other = await SignInPage.open(world.extension)
    await other.heading('Enter the code from your phone')
    await other.page.close()
    await person.click('Start over')
    await begin('totp')
    await person.pasteCode(() => world.pool.totpCode('totp'))
    await person.signedIn()
  })
})

const under = async (prefix: string) =>
  Object.keys(await stored(world.extension, 'session'))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
const accounts = async () => (await under('view:')).map(accountIdFrom)
const waiting = async () => (await under('signing-in:')).map(transactionIdFrom)

test('every step there is was looked at, light and dark', () => {
  const steps: Record<Exclude<SignInScreen['step'], 'start'>, true> = {
    newPassword: true,
    code: true,
    chooseMfa: true,
    setUpMfa: true,
    chooseFactor: true,
    password: true,
    passkey: true,
    custom: true,
    resetPassword: true,
    rememberDevice: true,
  }
  expect([...looked]).toEqual(expect.arrayContaining(Object.keys(steps).map((step) => `step-${step}`)))
})
