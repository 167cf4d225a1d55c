import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { CompareViewProps } from './compare-view.tsx'
import type { JsonTreeProps } from './json-tree.tsx'

/** The parts of the claims that few look at. They come with the script, or when they are wanted. */
export interface Parts {
  json: () => Promise<FunctionComponent<JsonTreeProps>>
  compare: () => Promise<FunctionComponent<CompareViewProps>>
}

/** A part once it is wanted and loaded; undefined until then. */
export function usePart<Props>(
  wanted: boolean,
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> | undefined {
  const [Part, open] = useState<FunctionComponent<Props>>()
  useEffect(() => {
    if (wanted && Part === undefined) void load().then((part) => open(() => part))
  }, [wanted])
  return Part
}
