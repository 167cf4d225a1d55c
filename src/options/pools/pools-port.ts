import type { Asked } from '../../browser/ask.ts'
import type { LoginWindow } from '../../browser/login-window.ts'
import type { OwnPage } from '../../browser/own-tab.ts'
import type { Reached } from '../../browser/reach.ts'
import type { Records } from '../../browser/records.ts'
import type { Method, Params } from '../../contract/messages.ts'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'

/** Everything that setting up a user pool needs of the browser and the background. */
export interface PoolsPort {
  profiles: Records<Profile>
  presets: readonly Profile[]
  methods: Records<SignInMethod>
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>>
  reach(address: string, origins: readonly string[], init?: RequestInit): Promise<Reached | undefined>
  openLogin(address: string, interactive: boolean): Promise<LoginWindow>
  redirectUrl(poolId: string): string
  copy(text: string): Promise<void>
  openOwnTab(page: OwnPage, about: Readonly<Record<string, string>>): Promise<void>
}
