import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { Loading } from '../claims/loading.tsx'
import { say } from '../words/say.ts'
import { givenWords } from './choice.ts'
import type { ChoiceFieldsProps } from './choice-fields.tsx'

/** What a site is to have: in a sentence, and one click away the choice, which is loaded then. */
export function GivesForm(props: ChoiceFieldsProps) {
  const [Fields, setFields] = useState<ComponentType<ChoiceFieldsProps>>()
  const load = () =>
    void import('./choice-fields.tsx').then(({ ChoiceFields }) => setFields(() => ChoiceFields))
  const { choice } = props
  return (
    <details class="gives" onToggle={load}>
      <summary>
        {say('gives', { given: givenWords(choice), until: say(`givenUntil_${choice.until}`) })}
      </summary>
      {Fields ? <Fields {...props} /> : <Loading />}
    </details>
  )
}
