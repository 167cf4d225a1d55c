import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { CompareViewProps } from './compare-view.tsx'
import type { JsonTreeProps } from './json-tree.tsx'

/** The parts of the claims that few look at. They come with the script, or when they are wanted. */
export interface Parts {
  json: () => Promise<FunctionComponent<JsonTreeProps>>
  compare: () => Promise<FunctionComponent<CompareViewProps>>
  /** What stands for one that is not there yet; absent where all are there at once. */
  meanwhile?: FunctionComponent
}

/** A part once it is wanted and loaded; until then what stands for it, or nothing. */
export function usePart<Props extends object>(
  wanted: boolean,
  load: () => Promise<FunctionComponent<Props>>,
  meanwhile?: FunctionComponent,
): FunctionComponent<Props> | undefined {
  const [Part, open] = useState<FunctionComponent<Props>>()
  useEffect(() => {
    if (wanted && Part === undefined) void load().then((part) => open(() => part))
  }, [wanted])
  return Part ?? meanwhile
}
