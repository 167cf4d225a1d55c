import { browser } from './browser.ts'
import { chosenWords } from './chosen-words.ts'
import { openPage } from './first-run.ts'
import { messages } from './messages.ts'

const clicked = () => void openPage('src/sign-in/index.html')

/** Has a click on the notification lead to the sign-in page. Without the permission the whole API is absent. */
export function onNoticeClicked(): void {
  browser.notifications?.onClicked.addListener(clicked)
}

/** One notification at most, and no name in it: it may be seen by whoever passes. */
export async function notifySignInNeeded(): Promise<void> {
  // The permission may have come since the worker started; a second listener of the same name is none.
  onNoticeClicked()
  const words = await chosenWords()
  const said = (name: string) => words?.[name]?.message ?? messages(name, [])
  const [title, message] = [said('noticeTitle'), said('noticeText')]
  await browser.notifications?.create('sign-in', { type: 'basic', iconUrl: '/icons/128.png', title, message })
}
