import { browser } from './browser.ts'

/** The alarms by name. The browser loses them when the extension is disabled; each start looks whether they are there. */
type AlarmName = 'refresh' | 'end'

export function alarm(name: AlarmName) {
  return {
    async when(): Promise<number | undefined> {
      return (await browser.alarms.get(name))?.scheduledTime
    },
    async set(when: number): Promise<void> {
      // Firefox returns nothing, Chromium a promise.
      await browser.alarms.create(name, { when })
    },
    async clear(): Promise<void> {
      await browser.alarms.clear(name)
    },
  }
}

export function onAlarm(listeners: Record<AlarmName, () => Promise<void>>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === 'refresh' || name === 'end') void listeners[name]()
  })
}
