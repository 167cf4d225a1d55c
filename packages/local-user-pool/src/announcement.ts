import type { ClientInfo, LocalUserPool, UserInfo } from './local-user-pool.ts'

function life(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds} s`
}

function clientLine([name, client]: [string, ClientInfo]): string {
  const traits = [
    `tokens ${life(client.accessTokenSeconds)}`,
    client.rotation === undefined ? '' : `rotation with ${client.rotation.graceSeconds} s grace`,
    client.secret === undefined ? '' : `secret ${client.secret}`,
    client.revocation ? '' : 'no revocation',
    client.mfaRequired ? 'second factor required' : '',
    client.devices === 'off' ? '' : `devices ${client.devices}`,
    client.preventUserExistenceErrors ? '' : 'tells unknown users',
  ]
  return `  ${name.padEnd(14)} ${client.id}  ${traits.filter((trait) => trait !== '').join(', ')}`
}

function userLine([name, user]: [string, UserInfo]): string {
  return `  ${name.padEnd(14)} ${user.signInName.padEnd(20)} ${user.password}`
}

/** What the program says when the pool is up. Every password in it is the demo's, and public. */
export function announcement(pool: LocalUserPool): string {
  return [
    `A local user pool is running. It is for demos and tests, never for real people.`,
    ``,
    `Endpoint     ${pool.url}/`,
    `User pool    ${pool.poolId}`,
    `Issuer       ${pool.issuer}`,
    `JWKS         ${pool.url}/${pool.poolId}/.well-known/jwks.json`,
    `Login        ${pool.loginUrl}/oauth2/authorize`,
    `Inbox        ${pool.loginUrl}/inbox`,
    `Discovery    ${pool.url}/${pool.poolId}/.well-known/openid-configuration`,
    ``,
    `App clients`,
    ...Object.entries(pool.clients).map(clientLine),
    ``,
    `Users (what to type, and the password)`,
    ...Object.entries(pool.users).map(userLine),
    ``,
    `Stop with Ctrl-C.`,
    ``,
  ].join('\n')
}
