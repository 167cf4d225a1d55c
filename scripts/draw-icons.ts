import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { needChromium } from '../tests/support/browser.ts'
import { chromiumSwitches } from '../tests/support/chromium-switches.ts'

/** Draws public/icons/*.png from the drawings in docs/icons. The smallest has a drawing of its own, on whole pixels. */
const drawings: Record<number, string> = {
  16: 'icon-16.svg',
  32: 'icon.svg',
  48: 'icon.svg',
  128: 'icon.svg',
}

const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumSwitches() })
for (const [size, drawing] of Object.entries(drawings)) {
  const side = Number(size)
  const page = await browser.newPage({ viewport: { width: side, height: side } })
  const svg = await readFile(`docs/icons/${drawing}`, 'utf8')
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${svg}`,
  )
  await page.screenshot({ path: `public/icons/${size}.png`, omitBackground: true })
  await page.close()
}
await browser.close()
