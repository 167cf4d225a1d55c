import type { Profiles } from '../profiles.ts'
import type { Handlers } from '../router.ts'
import type { SessionOwner } from '../session-owner.ts'
import { addPasskey, deletePasskey, passkeyOptions, passkeysOf } from './passkeys.ts'
import type { SignIns } from './sign-ins.ts'

interface Rooms {
  owner: SessionOwner
  profiles: Profiles
  signIns: SignIns
}

/** How the person signs in, and with what. */
export function signInHandlers({ owner, profiles, signIns }: Rooms) {
  return {
    signIn: async (question) => {
      await profiles.offered(question.profile)
      return signIns.start(question)
    },
    forgotPassword: async (question) => {
      await profiles.offered(question.profile)
      return signIns.forgotPassword(question)
    },
    answerSignIn: ({ answer, ...at }) => signIns.answer(at, answer),
    resendCode: (at) => signIns.resend(at),
    signInBack: (at) => signIns.back(at),
    cancelSignIn: async ({ transaction }) => done(signIns.cancel(transaction)),
    resumeSignIns: () => done(signIns.resume()),
    authenticatorSecret: (at) => signIns.authenticatorSecret(at),
    forgetDevice: async ({ account }) => done((await owner.userOf(account)).forgetDevice()),
    passkeys: async ({ account }) => passkeysOf(await owner.userOf(account)),
    passkeyOptions: async ({ account }) => passkeyOptions(await owner.userOf(account)),
    addPasskey: async ({ account, credential }) => done(addPasskey(await owner.userOf(account), credential)),
    deletePasskey: async ({ account, id }) => done(deletePasskey(await owner.userOf(account), id)),
  } satisfies Partial<Handlers>
}

async function done(work: Promise<unknown>): Promise<null> {
  await work
  return null
}
