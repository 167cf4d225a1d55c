/** What has the focus: its name, as it is read aloud, and whether it can be seen where it is. */
export interface Focused {
  name: string
  seen: boolean
}

/** Reads it in a page. Where nothing has the focus, its name is empty. */
export const FOCUSED = `(() => {
  const at = document.activeElement
  if (at === null || at === document.body) return { name: '', seen: false }
  const label = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent
  const { top, bottom, left, right } = at.getBoundingClientRect()
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  return { name: label.replace(/\\s+/g, ' ').trim(), seen: inside && ringed && at.matches(':focus-visible') }
})()`

export interface Keyboard {
  press(key: 'Tab' | 'Enter' | 'Space'): Promise<void>
  focused(): Promise<Focused>
}

/** As many as no page has. */
const MANY = 120

/**
 * Presses Tab until what is called so has the focus.
 * @throws Error where the focus is lost or cannot be seen on the way, or never comes there
 */
export async function tabTo(keyboard: Keyboard, name: string): Promise<void> {
  const way: string[] = []
  for (let steps = 0; steps < MANY; steps += 1) {
    await keyboard.press('Tab')
    const focused = await keyboard.focused()
    way.push(focused.name)
    if (focused.name !== '' && !focused.seen) throw new Error(`The focus on “${focused.name}” is not seen.`)
    if (focused.name === name || focused.name.startsWith(`${name} `)) return
  }
  throw new Error(`Tab does not come to “${name}”, but to: ${way.join(' · ')}`)
}
