import { useMemo } from 'preact/hooks'
import { useTime } from '../../claims/time-context.ts'
import { givenWords } from '../../controls/choice.ts'
import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { SessionViewRecord } from '../../contract/view.ts'
import { accountName } from '../sites/allowed-sites.ts'
import { Days } from './days.ts'
import type { Noted } from './timeline.ts'
import type { Speech } from './told.ts'

/** What it takes to put these entries into words. */
export function useSpeech(noted: readonly Noted[], views: readonly SessionViewRecord[]): Speech {
  const { words } = useTime()
  const days = useMemo(() => new Days(words.locale, words.timeZone), [words])
  const several = useMemo(() => {
    const accounts = noted.flatMap(({ entry }) => ('account' in entry ? [entry.account] : []))
    return new Set(accounts).size > 1
  }, [noted])
  return useMemo(
    () => ({
      words,
      days,
      several,
      nameOf: (account) => accountName(account, views),
      givenOf: knownWords(),
    }),
    [words, days, several, views],
  )
}

/** Thousands of entries say the same few things, and to put one into words takes formats that are costly to make. */
function knownWords(): (gives: Gives) => string {
  const known = new Map<string, string>()
  return (gives) => {
    const key = `${gives.claims.length} ${gives.idToken} ${gives.accessToken}`
    const words = known.get(key) ?? givenWords(gives)
    known.set(key, words)
    return words
  }
}
