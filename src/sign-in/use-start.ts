import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Profile } from '../contract/profile.ts'
import type { SignInStanding, SignInWay } from '../contract/signing-in.ts'
import { useAsking, type Ask, type Asking } from '../controls/use-asking.ts'
import { hearing } from './hearing.ts'
import type { SignInPort } from './sign-in-port.ts'

/** The inputs of a beginning, and what can be begun with them. */
export interface Start {
  username: RefObject<HTMLInputElement | null>
  password: RefObject<HTMLInputElement | null>
  asking: Asking
  begin: (way: SignInWay) => void
  forgot: () => void
}

/**
 * The focus goes to the first input that is empty, at first, after an error, and when another way leads. The password
 * leaves its input once answered.
 */
export function useStart(
  port: SignInPort,
  profile: Profile | undefined,
  leading: SignInWay | undefined,
  stood: (standing: SignInStanding) => void,
): Start {
  const asking = useAsking()
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const focusFirstEmpty = () => (username.current?.value === '' ? username : password).current?.focus()
  useEffect(focusFirstEmpty, [asking.error, leading])
  const run = async (ask: Ask<SignInStanding>) => {
    await asking.run(hearing(ask, stood))
    if (password.current !== null) password.current.value = ''
  }
  const begin = (way: SignInWay) => {
    const name = username.current?.value.trim() ?? ''
    const secret = password.current?.value ?? ''
    if (profile === undefined || name === '' || (way === 'password' && secret === ''))
      return focusFirstEmpty()
    const question = { profile: profile.id, username: name, way }
    // A choice is made before the password is asked for.
    const typed = way === 'choice' || secret === '' ? {} : { password: secret }
    void run(() => port.ask('signIn', { ...question, ...typed }))
  }
  const forgot = () => {
    const name = username.current?.value.trim() ?? ''
    if (profile === undefined || name === '') return username.current?.focus()
    void run(() => port.ask('forgotPassword', { profile: profile.id, username: name }))
  }
  return { username, password, asking, begin, forgot }
}
