import type { ComponentChildren } from 'preact'
import type { TokenKind } from './token-tabs.tsx'

/** Says that something was done, to those too who do not see it. */
export type Tell = (sentence: string) => void

/** What is drawn beside claims where they can be copied. Not everywhere: the panel is on somebody else's page. */
export interface Copying {
  /** Beside a claim. */
  claim(name: string, value: unknown, tell: Tell): ComponentChildren
  /** Under a token; absent where there is none but a text that was pasted. */
  token?(kind: TokenKind, tell: Tell): ComponentChildren
}
