import { alive, messages, onPush } from '../browser/content.ts'
import { sourceOf } from '../words/catalogue.ts'
import { speak } from '../words/say.ts'
import { drawTextByStyle } from './drawn-text.ts'
import { PanelLife } from './panel-life.ts'
import { isPanelClaims } from './panel-push.ts'

/**
 * The claims panel. The background injects this on the person's gesture and then pushes the claims; so it
 * listens from its first moment, asks nothing, and draws nothing before the push. Injected once more it finds
 * itself there, and leaves the next push to the one that is.
 */
interface Injected {
  stillServes(): boolean
  close(): void
}

/** A name in the isolated world, where the page's scripts do not come. */
const here: { cognitoClaimsPanel?: Injected | undefined } = globalThis as object

function inject(): Injected {
  const life = new PanelLife(() => {
    stop()
    here.cognitoClaimsPanel = undefined
  })
  const stop = onPush((message) => {
    if (!isPanelClaims(message)) return
    speak(message.words === undefined ? messages : sourceOf(message.words), navigator.languages)
    life.show(message.session)
  })
  return { stillServes: alive, close: life.close }
}

// After an update of the extension the old panel hears nothing any more: it makes way.
if (here.cognitoClaimsPanel?.stillServes() !== true) {
  here.cognitoClaimsPanel?.close()
  drawTextByStyle()
  here.cognitoClaimsPanel = inject()
}
