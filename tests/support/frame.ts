import type { Frame, Page } from 'playwright'

/** A frame in a page, made there by this code, in which it is called `frame`. */
export async function frame(page: Page, make: string): Promise<Frame> {
  const name = `frame-${page.frames().length}`
  const attached = page.waitForEvent('frameattached')
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.name = ${JSON.stringify(name)}
    ${make}
    frame.addEventListener('load', resolve, { once: true })
    document.body.append(frame)
  })`)
  return attached
}
