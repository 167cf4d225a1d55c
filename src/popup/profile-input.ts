import { isClientId, isEndpoint, isPoolId, LONGEST_NAME, type ProfileInput } from '../contract/profile.ts'

export type ProfileField = 'poolId' | 'clientId' | 'endpoint'

export type CheckedProfile =
  | { ok: true; value: ProfileInput }
  | { ok: false; wrong: Partial<Record<ProfileField, string>> }

/** What a person typed, made into a user pool's profile, or what is wrong with it, by field. */
export function checkedProfile(typed: Record<ProfileField | 'name', string>): CheckedProfile {
  const poolId = typed.poolId.trim()
  const clientId = typed.clientId.trim()
  const endpoint = typed.endpoint.trim()
  const name = (typed.name.trim() === '' ? poolId : typed.name.trim()).slice(0, LONGEST_NAME)
  const wrong = { ...poolIdFault(poolId), ...clientIdFault(clientId), ...endpointFault(endpoint) }
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  const value = { name, poolId, clientId }
  return { ok: true, value: endpoint === '' ? value : { ...value, endpoint: withoutSlash(endpoint) } }
}

function poolIdFault(poolId: string): { poolId?: string } {
  if (isPoolId(poolId)) return {}
  return { poolId: 'A user pool id looks like eu-west-1_aBcDeFgHi: region, underscore, letters and digits.' }
}

function clientIdFault(clientId: string): { clientId?: string } {
  if (isClientId(clientId)) return {}
  return { clientId: 'An app client id is letters and digits, usually 26 of them.' }
}

function endpointFault(endpoint: string): { endpoint?: string } {
  if (endpoint === '' || isEndpoint(endpoint)) return {}
  return { endpoint: 'An endpoint is an https address, or http on this computer: http://127.0.0.1:9230.' }
}

function withoutSlash(endpoint: string): string {
  return endpoint.replace(/\/+$/, '')
}
