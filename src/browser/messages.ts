import { browser } from './browser.ts'

/** The extension's messages in the language of the browser, or English. */
export function messages(name: string, values: readonly string[]): string {
  return browser.i18n.getMessage(name, [...values])
}
