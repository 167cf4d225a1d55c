import { demoSeed } from '@cognito-shared-session/local-user-pool'
import type { Stage } from './stage.ts'

/** With a display: opens the sites, says what to click, and goes on until the browser is closed. */
export async function invite({ pool, preset, sites, extension }: Stage): Promise<void> {
  const { context, inside } = extension
  for (const address of [sites.siteB, sites.siteA]) await (await context.newPage()).goto(address)
  await inside.close()
  const { ada, totp } = pool.users
  const { totpSecret } = demoSeed.users.totp.mfa
  const pool_ = preset ? [] : enterPool(pool)
  const lines = [
    '',
    `  Site A   ${sites.siteA}   wants claims`,
    `  Site B   ${sites.siteB}   wants the access token, and calls ${sites.api}`,
    `  Pool     ${pool.url}`,
    '',
    `  User     ${ada.signInName}`,
    `  Password ${ada.password}`,
    '',
    '  Another, with an authenticator app',
    `  User     ${totp.signInName}`,
    `  Password ${totp.password}`,
    `  App key  ${totpSecret}`,
    '',
    '  1. Click the extension’s icon in the toolbar (under the puzzle piece).',
    ...pool_,
    '  2. Type user name and password, and “Sign in”; or “Sign in with …”, on the pool’s own pages.',
    '  3. On site A, “Connect”: a window asks you. Refuse at first, then “Connect” again and allow it: claims only.',
    '  4. On site B, click the icon, choose what it gets, “Allow this site”. Its API verifies the access token.',
    '  5. “Refresh now”, “Take back”, “Sign out”: both pages hear of it at once.',
    '',
    '  Close the browser to end.',
  ]
  console.log(lines.join('\n'))
  await new Promise<void>((resolve) => context.once('close', () => resolve()))
}

function enterPool(pool: Stage['pool']): string[] {
  return [
    '     Port 9230 is taken by another program, so enter it first: “User pools…”, “Enter it by hand”,',
    `     User pool id ${pool.poolId}, App client id ${pool.clients.web.id}, Advanced: Endpoint ${pool.url}`,
  ]
}
