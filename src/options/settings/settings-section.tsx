import { useState } from 'preact/hooks'
import { themes, type Theme } from '../../browser/theme.ts'
import type { Settings } from '../../contract/settings.ts'
import { StaySignedIn } from '../../controls/stay-signed-in.tsx'
import type { OptionsPort } from '../options-port.ts'
import { KeyCard } from './key-card.tsx'
import { NotifyTick } from './notify-tick.tsx'
import { say } from '../../words/say.ts'

interface SettingsSectionProps {
  port: OptionsPort
  settings: Settings | undefined
  /** Whether an operator lets sign-ins outlive the browser. */
  mayStay: boolean
}

/** What the person can choose. */
export function SettingsSection({ port, settings, mayStay }: SettingsSectionProps) {
  return (
    <>
      <h1>{say('section_settings')}</h1>
      <section class="card" aria-labelledby="signing-in">
        <h2 id="signing-in">{say('settingsSignIn')}</h2>
        <StaySignedIn port={port} stays={settings?.staySignedIn === true} mayStay={mayStay} />
        <NotifyTick port={port} />
      </section>
      <ThemeCard theme={port.theme} />
      <KeyCard port={port} />
    </>
  )
}

function ThemeCard({ theme }: Pick<OptionsPort, 'theme'>) {
  const [chosen, setChosen] = useState(() => theme.read())
  const choose = (picked: Theme) => {
    theme.choose(picked)
    setChosen(picked)
  }
  return (
    <section class="card" aria-labelledby="looks">
      <h2 id="looks">{say('looks')}</h2>
      <fieldset class="theme">
        <legend>{say('themeLegend')}</legend>
        {themes.map((name) => (
          <label key={name}>
            <input type="radio" name="theme" checked={name === chosen} onChange={() => choose(name)} />{' '}
            {say(`theme_${name}`)}
          </label>
        ))}
      </fieldset>
    </section>
  )
}
