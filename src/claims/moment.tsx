import { useTicking, useTime } from './time-context.ts'

interface MomentProps {
  /** Milliseconds since the epoch, on the issuer's clock. */
  at: number
  /** Milliseconds by which this device's clock is ahead of the issuer's. */
  ahead: number
}

/** A moment: how far from now it is, ticking, and its local date. */
export function Moment({ at, ahead }: MomentProps) {
  const { words } = useTime()
  const relative = useTicking((now) => words.relative(at, now - ahead))
  return (
    <>
      <span class="relative">{relative} </span>
      <time class="date" dateTime={new Date(at).toISOString()}>
        {words.date(at)}
      </time>
    </>
  )
}
