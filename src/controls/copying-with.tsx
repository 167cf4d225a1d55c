import type { Copying } from '../claims/copying.ts'
import type { SignedInView } from '../contract/view.ts'
import { ClaimCopies } from './claim-copies.tsx'
import type { CopyPort } from './copy-port.ts'
import { TokenCopy } from './token-copy.tsx'

/** What can be copied of a session; without one, of claims that were pasted. */
export function copyingWith(port: CopyPort, view: SignedInView | undefined): Copying {
  const copy = (text: string) => port.copy(text)
  return {
    claim: (name, value, tell) => <ClaimCopies copy={copy} name={name} value={value} tell={tell} />,
    ...(view && { token: (kind, tell) => <TokenCopy port={port} view={view} kind={kind} tell={tell} /> }),
  }
}
