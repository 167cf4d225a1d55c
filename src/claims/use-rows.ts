import { useMemo } from 'preact/hooks'
import { rowsOf, type ClaimRow } from './claim-rows.ts'
import { useTime } from './time-context.ts'

/** The rows of a token's claims, made anew with other claims, and in another language: what they mean is in words. */
export function useRows(claims: Readonly<Record<string, unknown>>): ClaimRow[] {
  const { words } = useTime()
  return useMemo(() => rowsOf(claims), [claims, words])
}
