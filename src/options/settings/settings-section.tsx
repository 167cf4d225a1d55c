import { useState } from 'preact/hooks'
import { themes, type Theme } from '../../browser/theme.ts'
import type { Settings } from '../../contract/settings.ts'
import { StaySignedIn } from '../../controls/stay-signed-in.tsx'
import type { OptionsPort } from '../options-port.ts'
import { KeyCard } from './key-card.tsx'
import { NotifyTick } from './notify-tick.tsx'

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
      <h1>Settings</h1>
      <section class="card" aria-labelledby="signing-in">
        <h2 id="signing-in">Signing in</h2>
        <StaySignedIn port={port} stays={settings?.staySignedIn === true} mayStay={mayStay} />
        <NotifyTick port={port} />
      </section>
      <ThemeCard theme={port.theme} />
      <KeyCard port={port} />
    </>
  )
}

const themeNames: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }

function ThemeCard({ theme }: Pick<OptionsPort, 'theme'>) {
  const [chosen, setChosen] = useState(() => theme.read())
  const choose = (picked: Theme) => {
    theme.choose(picked)
    setChosen(picked)
  }
  return (
    <section class="card" aria-labelledby="looks">
      <h2 id="looks">Looks</h2>
      <fieldset class="theme">
        <legend>The extension’s pages are</legend>
        {themes.map((name) => (
          <label key={name}>
            <input type="radio" name="theme" checked={name === chosen} onChange={() => choose(name)} />{' '}
            {themeNames[name]}
          </label>
        ))}
      </fieldset>
    </section>
  )
}
