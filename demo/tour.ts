import { noChromium, findChromium } from '../tests/support/browser.ts'
import { TourError } from './tour/check.ts'
import { tourAlone } from './tour/headless.ts'
import { invite } from './tour/invite.ts'
import { setStage } from './tour/stage.ts'

/** A screen to show a window on; `--headless` does without. */
const headed =
  !process.argv.includes('--headless') &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']))

async function tour(): Promise<void> {
  if (findChromium() === undefined) throw new TourError(noChromium())
  console.log('Building the extension, starting the user pool, the sites and Chromium …')
  const stage = await setStage({ headed })
  try {
    await (headed ? invite(stage) : tourAlone(stage))
  } finally {
    await stage.close()
  }
}

try {
  await tour()
} catch (error) {
  console.error(error instanceof TourError ? `✗ ${error.message}` : error)
  process.exitCode = 1
}
