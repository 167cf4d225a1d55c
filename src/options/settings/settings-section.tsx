import { useEffect, useState } from 'preact/hooks'
import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../../contract/errors.ts'
import { languages, type Language } from '../../contract/language.ts'
import { themes, type Theme } from '../../browser/theme.ts'
import type { Settings } from '../../contract/settings.ts'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { Wait } from '../../controls/wait.tsx'
import { StaySignedIn } from '../../controls/stay-signed-in.tsx'
import type { OptionsPort } from '../options-port.ts'
import { KeyCard } from './key-card.tsx'
import { NotifyTick } from './notify-tick.tsx'
import { say } from '../../words/say.ts'

interface SettingsSectionProps {
  port: OptionsPort
  settings: Settings | undefined
  language: Language
  /** Whether an operator lets sign-ins outlive the browser. */
  mayStay: boolean
}

/** What the person can choose. */
export function SettingsSection({ port, settings, language, mayStay }: SettingsSectionProps) {
  return (
    <>
      <h1>{say('section_settings')}</h1>
      <section class="card" aria-labelledby="signing-in">
        <h2 id="signing-in">{say('settingsSignIn')}</h2>
        <StaySignedIn port={port} stays={settings?.staySignedIn === true} mayStay={mayStay} />
        <NotifyTick port={port} />
      </section>
      <ThemeCard theme={port.theme} />
      <LanguageCard port={port} language={language} />
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
      <fieldset class="choices">
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

function LanguageCard({ port, language }: Pick<SettingsSectionProps, 'port' | 'language'>) {
  const { busy, error, run, stop } = useAsking()
  const [wished, wish] = useState<Language>()
  // Until it is heard that it changed: what was chosen before must not be drawn in between.
  useEffect(() => wish(undefined), [language])
  const choose = async (name: Language) => {
    wish(name)
    const kept = await run(() => port.language.choose(name).then(() => KEPT, notKept))
    if (kept === undefined) wish(undefined)
  }
  return (
    <section class="card" aria-labelledby="language">
      <h2 id="language">{say('languageTitle')}</h2>
      <fieldset class="choices" aria-busy={busy}>
        <legend>{say('languageLegend')}</legend>
        {languages.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="language"
              checked={name === (wished ?? language)}
              aria-disabled={busy}
              onClick={(event) => busy && event.preventDefault()}
              onChange={() => void choose(name)}
            />{' '}
            {name === 'browser' ? say('languageBrowser') : <span lang={name}>{ownName(name)}</span>}
          </label>
        ))}
      </fieldset>
      <p class="hint">{say('languageHint')}</p>
      <div class="actions">
        <Wait busy={busy} working={say('saving')} stop={stop} />
      </div>
      <ErrorNote error={error} />
    </section>
  )
}

const KEPT: Outcome<null, ErrorCode> = { ok: true, value: null }

/** As where the disk is full. */
function notKept(reason: unknown): Outcome<null, ErrorCode> {
  return { ok: false, error: { code: 'internal', message: String(reason) } }
}

/** What a language calls itself: so everybody finds theirs. */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
}
