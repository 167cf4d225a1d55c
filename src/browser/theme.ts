/** How the extension's pages look: as the system does, or always one way. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEY = 'theme'

/**
 * Lies in `localStorage`, which all pages of the extension share and which alone can be read before the first paint:
 * `public/theme.js` does that in every page.
 */
export const theme = {
  read(): Theme {
    const stored = localStorage.getItem(KEY)
    return themes.find((theme) => theme === stored) ?? 'system'
  },
  choose(theme: Theme): void {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
    document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
  },
}
