import type { Copying } from '../claims/copying.ts'
import { NotLoaded } from '../claims/not-loaded.tsx'
import type { SignedInView } from '../contract/view.ts'

/** In place of what copies, where that could not be loaded: says so under the token, once. */
export function copyingNothing(_port: unknown, view: SignedInView | undefined): Copying {
  return { claim: () => null, ...(view && { token: () => <NotLoaded /> }) }
}
