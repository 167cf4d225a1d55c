import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Copying } from '../claims/copying.ts'
import type { SignedInView } from '../contract/view.ts'
import { copyingNothing } from './copying-nothing.tsx'
import type { CopyPort } from './copy-port.ts'
import type { copyingWith } from './copying-with.tsx'

/** What can be copied; undefined until that is loaded, after the first drawing, which does not wait for it. */
export function useCopying(port: CopyPort, view?: SignedInView): Copying | undefined {
  const [make, loaded] = useState<typeof copyingWith>()
  useEffect(() => {
    void import('./copying-with.tsx').then(
      (found) => loaded(() => found.copyingWith),
      () => loaded(() => copyingNothing),
    )
  }, [])
  return useMemo(() => make?.(port, view), [make, port, view])
}
