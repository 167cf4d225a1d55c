import type { PanelClaims } from '../contract/panel.ts'

/** Whether a push is for the panel. It comes from our own background, whose types are known; other pushes have other names. */
export function isPanelClaims(pushed: unknown): pushed is PanelClaims {
  return (
    typeof pushed === 'object' &&
    pushed !== null &&
    'v' in pushed &&
    pushed.v === 1 &&
    'panel' in pushed &&
    pushed.panel === 'claims' &&
    'session' in pushed &&
    typeof pushed.session === 'object' &&
    pushed.session !== null
  )
}
