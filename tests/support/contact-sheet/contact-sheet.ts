import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import type { Screen } from '../screen.ts'
import { catalogues, type Lang } from '../words/catalogues.ts'

const SHEETS = 'test-results/contact-sheet'
/** English alone where the time is short; `npm run contact-sheet` takes all. */
export const langs: readonly Lang[] =
  process.env['EVERY_LANGUAGE'] === undefined ? ['en'] : (Object.keys(catalogues) as Lang[])
const schemes = ['light', 'dark', 'forced'] as const
type Scheme = (typeof schemes)[number]

/** What is taken of each state: every language light and dark, and English in forced colours. */
export const takes: readonly { lang: Lang; scheme: Scheme }[] = langs.flatMap((lang) =>
  schemes.filter((scheme) => lang === 'en' || scheme !== 'forced').map((scheme) => ({ lang, scheme })),
)

/** What is lower is not drawn: a list of five hundred looks the same further down. */
const TALLEST = 2000

export function pictureName(state: string, lang: Lang, scheme: Scheme): string {
  return `${state}-${lang}-${scheme}.jpeg`
}

/** Puts the page into a colour scheme, or into the colours of a system that forces its own. */
export async function colour(page: Page, scheme: Scheme): Promise<void> {
  const forced = { colorScheme: 'dark', forcedColors: 'active' } as const
  await page.emulateMedia(scheme === 'forced' ? forced : { colorScheme: scheme, forcedColors: 'none' })
}

/** Takes the picture of a page as it is, down to a certain depth. */
export async function picture(page: Page, folder: string, name: string): Promise<void> {
  const { width, height } = await page.evaluate(() => ({
    width: innerWidth,
    height: Math.max(innerHeight, document.documentElement.scrollHeight),
  }))
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) }
  await page.screenshot({ path: join(folder, name), type: 'jpeg', quality: 80, fullPage: true, clip })
}

/** Begins a screen's pictures anew. */
export async function pictureFolder({ name }: Screen): Promise<string> {
  const folder = join(SHEETS, name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return folder
}

/** One page a screen: a row for each state, a column for each language and colour scheme; and as one picture. */
export async function writeSheet(browser: Browser, screen: Screen): Promise<void> {
  await mkdir(SHEETS, { recursive: true })
  await copyFile(join(import.meta.dirname, 'contact-sheet.css'), join(SHEETS, 'contact-sheet.css'))
  await writeFile(join(SHEETS, `${screen.name}.html`), sheet(screen))
  for (const scheme of schemes) {
    const file = join(SHEETS, `${screen.name}-${scheme}.html`)
    await writeFile(file, overview(screen, scheme))
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
    await page.goto(pathToFileURL(file).href)
    await page.screenshot({ path: join(SHEETS, `${screen.name}-${scheme}.png`), fullPage: true })
    await page.close()
    await rm(file)
  }
}

/** The way in to all of them. */
export async function writeIndex(screens: readonly Screen[]): Promise<void> {
  const links = screens.map(
    ({ name, states }) => `<li><a href="${name}.html">${name}</a>: ${states.length} states`,
  )
  await writeFile(join(SHEETS, 'index.html'), htmlOf('Every state', `<ul>${links.join('')}</ul>`))
}

function sheet({ name, states }: Screen): string {
  const head = takes.map(({ lang, scheme }) => `<th>${lang} ${scheme}`).join('')
  const rows = states.map((state) => {
    const cells = takes.map(({ lang, scheme }) => `<td>${linked(name, pictureName(state, lang, scheme))}`)
    return `<tr id="${state}"><th><a href="#${state}">${state}</a>${cells.join('')}`
  })
  return htmlOf(name, `<table><thead><tr><th>${head}</thead>${rows.join('\n')}</table>`)
}

function overview({ name, states }: Screen, scheme: Scheme): string {
  const figures = states.map(
    (state) =>
      `<figure>${linked(name, pictureName(state, 'en', scheme))}<figcaption>${state}</figcaption></figure>`,
  )
  return htmlOf(`${name}, ${scheme}`, `<div class="overview">${figures.join('\n')}</div>`)
}

function linked(folder: string, file: string): string {
  const address = encodeURI(`${folder}/${file}`)
  return `<a href="${address}"><img src="${address}" alt="" loading="eager"></a>`
}

function htmlOf(title: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="contact-sheet.css"><h1>${title}</h1>\n${body}\n`
}
