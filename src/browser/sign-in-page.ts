import { browser } from './browser.ts'
import type { TransactionId } from '../contract/identity.ts'

const PAGE = 'src/sign-in/index.html'

/** Opens the sign-in page, or the tab that shows it, on a sign-in that is under way. */
export async function openSignInPage(transaction?: TransactionId): Promise<void> {
  const page = browser.runtime.getURL(PAGE)
  const url = transaction === undefined ? page : `${page}?transaction=${transaction}`
  const [open] = await browser.tabs.query({ url: `${page}*` })
  if (open?.id === undefined) await browser.tabs.create({ url })
  else await browser.tabs.update(open.id, { active: true, url })
}
