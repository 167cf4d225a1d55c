import { readdirSync } from 'node:fs'
import type { Page } from 'playwright'
import type { Spoken } from './words/spoken-as.ts'

/** A page of the extension on its stage: every state of it, and what a person does to come there. */
export interface Screen {
  /** The room in `src` that draws it. */
  name: string
  /** The address of a state on the stage, without the language. */
  path(state: string): string
  viewport: { width: number; height: number }
  states: readonly string[]
  /** Does what leads to the state on the page that was opened in it, whatever language it speaks. */
  arrive(page: Page, state: string, say: Spoken): Promise<void>
}

/** All there are: every folder `…-stage` has one. */
export async function allScreens(): Promise<Screen[]> {
  const folders = readdirSync(import.meta.dirname).filter((name) => name.endsWith('-stage'))
  const modules = folders.map(async (name): Promise<{ screen: Screen }> => import(`./${name}/screen.ts`))
  return (await Promise.all(modules)).map(({ screen }) => screen)
}
