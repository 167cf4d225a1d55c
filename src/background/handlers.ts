import { SessionError } from '../contract/errors.ts'
import { covers, grantViewOf, type Grant } from '../contract/grant.ts'
import { profileIdOf, type AccountId } from '../contract/identity.ts'
import type { Value } from '../contract/messages.ts'
import type { SessionView, SignOutParams } from '@cognito-shared-session/page-sdk/protocol'
import {
  accountHandle,
  copyOf,
  delivered,
  deliveryOf,
  describedForPerson,
  grantEnded,
  nothing,
} from './delivery.ts'
import { forgetAccount } from './forget-account.ts'
import { forbidden } from './policy.ts'
import { notAllowed, type Asker, type Handlers } from './router.ts'
import type { Rooms } from './rooms.ts'
import type { Wish } from './held.ts'
import { signInHandlers } from './sign-in/handlers.ts'
import type { ConnectParams, GetSessionParams } from '@cognito-shared-session/page-sdk/protocol'

type SiteAsker = Exclude<Asker, { kind: 'extensionPage' }>

/** One handler a message: what each does is a line here, how is in the room it calls. */
export function handlers(rooms: Rooms): Handlers {
  const { activity, owner, accounts, sites, panel } = rooms
  return {
    connect: async (params, asker) => grantViewOf(await connected(rooms, params, asker)),
    permissions: async (_, asker) => permissionsOf(rooms, asker),
    getSession: async (params, asker) =>
      asker.kind === 'extensionPage'
        ? describedForPerson(await owner.hold(await accounts.named(params.account), wishOf(params)))
        : answerSite(rooms, withoutAccount(params), asker),
    disconnect: async (_, asker) => done(sites.revoke(grantOf(asker).origin, 'site')),
    signOut: async (params, asker) => {
      if (asker.kind !== 'extensionPage') {
        const account = signOutAccount(withoutAccount(params), asker)
        return done(owner.signOut(account, false, { by: 'site', origin: asker.origin }))
      }
      const account = await accounts.named(params.account)
      return done(owner.signOut(account, params.everywhere ?? false, { by: 'person' }))
    },
    ...signInHandlers(rooms),
    ...managedLoginHandlers(rooms),
    ...accountHandlers(rooms),
    ...profileHandlers(rooms),
    ...siteHandlers(rooms),
    clearActivity: () => done(activity.clear()),
    copyToken: async ({ account, token }) => {
      const held = await owner.hold(account)
      const copy = copyOf(held, token)
      if (copy !== undefined) activity.note(copy)
      return delivered(held, { ...nothing, [token]: true }, undefined, account)
    },
    showClaims: async ({ tabId }) => done(panel.show(tabId)),
  }
}

/** What the person decides about a site. */
function siteHandlers({
  sites,
  consents,
}: Rooms): Pick<Handlers, 'allowSite' | 'declineSite' | 'revokeSite' | 'refuseSite'> {
  return {
    allowSite: (asked) => sites.allow(asked),
    declineSite: async ({ origin }) => done(sites.decline(origin)),
    revokeSite: async ({ origin }) => done(sites.revoke(origin, 'person')),
    refuseSite: async ({ origin }) => done(consents.refuse(origin)),
  }
}

function managedLoginHandlers(rooms: Rooms): Pick<Handlers, 'beginManagedLogin' | 'finishManagedLogin'> {
  const { accounts, managedLogins, policy } = rooms
  return {
    beginManagedLogin: async ({ profile, redirectUri }) => {
      await policy.assertAllows('managedLogin')
      return managedLogins.begin(profile, redirectUri)
    },
    finishManagedLogin: async ({ state, code }) => {
      const signedIn = await managedLogins.finish(state, code)
      await accounts.prefer(signedIn.account)
      return signedIn
    },
  }
}

/** User pools: what leaves one, or goes to another address, is signed out there first. */
function profileHandlers({
  profiles,
  signIns,
  owner,
}: Rooms): Pick<Handlers, 'saveProfile' | 'removeProfile'> {
  return {
    saveProfile: async (input) => {
      await profiles.assertPersons(profileIdOf(input))
      const known = await profiles.find(profileIdOf(input))
      if (known !== undefined && known.endpoint !== input.endpoint) {
        await signIns.leave(known.id)
        await owner.signOutProfile(known.id)
      }
      return profiles.save(input)
    },
    removeProfile: async ({ profile }) => {
      await profiles.assertPersons(profile)
      await signIns.leave(profile)
      await owner.signOutProfile(profile)
      return done(profiles.remove(profile))
    },
  }
}

/** What the person decides about their accounts. */
function accountHandlers(
  rooms: Rooms,
): Pick<
  Handlers,
  | 'chooseAccount'
  | 'chooseProfile'
  | 'forgetAccount'
  | 'setStaySignedIn'
  | 'findStoredSessions'
  | 'importStoredSession'
> {
  const { owner, accounts, settings, imports, profiles, policy } = rooms
  return {
    findStoredSessions: ({ tabId }) => imports.find(tabId),
    importStoredSession: async ({ tabId, account }) => {
      const taken = await imports.take(tabId, account)
      await accounts.prefer(account)
      return taken
    },
    chooseAccount: async ({ account }) => done(accounts.choose(await accounts.named(account))),
    chooseProfile: async ({ profile }) => {
      const firstProfile = await profiles.offered(profile)
      return done(settings.change((chosen) => ({ ...chosen, firstProfile })))
    },
    forgetAccount: async ({ account }) => done(forgetAccount(rooms, account)),
    setStaySignedIn: async ({ on }) => {
      if (on && !(await policy.read()).mayStay) throw forbidden()
      await settings.change((chosen) => ({ ...chosen, staySignedIn: on }))
      return done(owner.settleVault())
    },
  }
}

/** The grant, if need be after asking the person; a frame gets the bridge with it. */
async function connected(rooms: Rooms, params: ConnectParams, asker: Asker): Promise<Grant> {
  if (asker.kind === 'extensionPage') return grantOf(asker)
  const grant = await decided(rooms, params, asker)
  if (asker.kind === 'page' && asker.frameId !== 0) await rooms.bridges.openFrame(asker)
  return grant
}

/**
 * What there is, where that is all that is wanted or nobody is to be asked; else what the person says. Who may not ask
 * learns what everybody learns without a grant; a site that has one may ask for more by the bridge too.
 */
async function decided({ consents }: Rooms, params: ConnectParams, asker: SiteAsker): Promise<Grant> {
  const { grant, kind, frameId, top } = asker
  const silent = params.silent === true
  if (grant !== undefined && (silent || covers(grant.gives, params.want))) return grant
  const mayAsk = grant !== undefined || (kind === 'page' && (frameId === 0 || top !== undefined))
  if (silent || !mayAsk) throw notAllowed()
  return consents.ask(asker, asker.question, params)
}

/** The grant is read again at delivery: it may have been taken back while a refresh was awaited. */
async function answerSite(
  { activity, owner, grants, forced, policy }: Rooms,
  params: GetSessionParams,
  asker: SiteAsker,
): Promise<SessionView> {
  const asked = grantOf(asker)
  const handle = await accountHandle(asked.account, asked.origin)
  // What a page says in clientMetadata steers the user pool's triggers: an operator must have named the site.
  const named = params.clientMetadata !== undefined && (await policy.allowsClientMetadata(asked.origin))
  const clientMetadata = named ? params.clientMetadata : undefined
  const refreshNow = params.forceRefresh === true && (await forced.allows(asked.origin))
  const wish = refreshNow ? { refreshNow } : { minValidity: params.minValidity }
  const held = await owner.hold(asked.account, { ...wish, clientMetadata })
  const granted = await grants.find(asker)
  if (granted === undefined || granted.account !== asked.account) throw grantEnded()
  grants.used(granted)
  const given = delivered(held, granted.gives, params.want, handle)
  const delivery = deliveryOf(granted, held, given)
  if (delivery !== undefined) activity.noteDelivery(delivery)
  return given
}

function wishOf({ forceRefresh, minValidity, clientMetadata }: GetSessionParams): Wish {
  return { refreshNow: forceRefresh, evenWaiting: forceRefresh, minValidity, clientMetadata }
}

function grantOf(asker: Asker): Grant {
  if (asker.kind !== 'extensionPage' && asker.grant !== undefined) return asker.grant
  throw new SessionError('notAllowed', 'Only a site with a grant can ask this.')
}

/** A bridge asks this first where a page opens: now what was left there of a session taken over can go. */
function permissionsOf({ imports }: Rooms, asker: Asker): Value<'permissions'> {
  if (asker.kind === 'extensionPage' || asker.grant === undefined) return null
  if (asker.kind === 'contentScript') void imports.resume(asker.origin).catch(() => undefined)
  return grantViewOf(asker.grant)
}

/** A site has the account of its grant; it cannot even name another. */
function withoutAccount<Asked extends { account?: AccountId | undefined }>(params: Asked): Asked {
  if (params.account === undefined) return params
  throw new SessionError('badRequest', 'A site has the account it was allowed: leave “account” out.')
}

/** A site ends the shared session at most, and only where its grant says so: other devices are not its business. */
function signOutAccount({ everywhere }: SignOutParams, asker: Asker): AccountId {
  const grant = grantOf(asker)
  if (grant.maySignOut && everywhere !== true) return grant.account
  const what = everywhere === true ? 'your sessions on other devices' : 'the shared session'
  throw new SessionError('rejected', `This site may not end ${what}. Sign out in the extension.`)
}

async function done(work: Promise<unknown>): Promise<null> {
  await work
  return null
}
