import { mkdir, readFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { needChromium } from '../tests/support/browser.ts'
import { chromiumSwitches } from '../tests/support/chromium-switches.ts'

/** Draws the icons from the drawings in docs/icons. The smallest has a drawing of its own, on whole pixels. */
const drawings: Record<number, string> = {
  16: 'icon-16.svg',
  32: 'icon.svg',
  48: 'icon.svg',
  128: 'icon.svg',
}

/** Plate and sign, as they are in the drawings: they stand out from a light toolbar and from a dark one. */
const BOTH = ['#0d8f83', '#fff'] as const
const sets: { folder: string; sizes: number[]; colours: readonly [string, string] }[] = [
  { folder: 'public/icons', sizes: [16, 32, 48, 128], colours: BOTH },
  // Where the browser says which one its toolbar is, in the colours that the pages have there.
  { folder: 'public/icons/on-light', sizes: [16, 32], colours: ['#0b6b62', '#fff'] },
  { folder: 'public/icons/on-dark', sizes: [16, 32], colours: ['#56cbbb', '#06201c'] },
]

const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumSwitches() })
for (const { folder, sizes, colours } of sets) {
  await mkdir(folder, { recursive: true })
  for (const side of sizes) {
    const page = await browser.newPage({ viewport: { width: side, height: side } })
    const drawn = await readFile(`docs/icons/${drawings[side]}`, 'utf8')
    const svg = drawn.replaceAll(BOTH[0], colours[0]).replaceAll(BOTH[1], colours[1])
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${svg}`,
    )
    await page.screenshot({ path: `${folder}/${side}.png`, omitBackground: true })
    await page.close()
  }
}
await browser.close()
