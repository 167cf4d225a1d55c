import { toBase64, toHex } from './bytes.ts'
import type { CognitoUserSession } from './cognito-user-session.ts'
import type { DeviceRecord } from './device-record.ts'
import { keyIn } from './pool-context.ts'
import type { PoolContext } from './pool-context.ts'
import type { NewDevice } from './sign-in.ts'
import { g, groupPrime } from './srp/group.ts'
import { modPow } from './srp/mod-pow.ts'
import { bytesOf, fromDigits } from './srp/numbers.ts'
import { passwordNumber } from './srp/srp-exchange.ts'

/**
 * Makes a new device known to the pool (`ConfirmDevice`): a random password for it, of which Cognito gets the SRP
 * verifier only. Returns whether the person has to be asked if the device shall be remembered.
 */
export async function confirmDevice(
  pool: PoolContext,
  username: string,
  session: CognitoUserSession,
  { deviceKey, deviceGroupKey }: NewDevice,
): Promise<boolean> {
  const { ports, client, storage } = pool
  const randomPassword = toBase64(ports.getRandomValues(new Uint8Array(40)))
  const salt = fromDigits(toHex(ports.getRandomValues(new Uint8Array(16))))
  const prover = { realm: deviceGroupKey, identity: deviceKey, password: randomPassword }
  const verifier = modPow(g, await passwordNumber(prover, salt), groupPrime())
  const answer = await client.call('ConfirmDevice', {
    AccessToken: session.getAccessToken().getJwtToken(),
    DeviceKey: deviceKey,
    DeviceSecretVerifierConfig: {
      Salt: toBase64(bytesOf(salt)),
      PasswordVerifier: toBase64(bytesOf(verifier)),
    },
  })
  const device: DeviceRecord = { deviceKey, deviceGroupKey, randomPassword }
  await storage.setItem(keyIn(pool, 'device', username), JSON.stringify(device))
  return answer['UserConfirmationNecessary'] === true
}
