import browser from 'webextension-polyfill'

const NAME = 'refresh'

/** The one alarm. The browser loses it when the extension is disabled; each start looks whether it is there. */
export const refreshAlarm = {
  async when(): Promise<number | undefined> {
    return (await browser.alarms.get(NAME))?.scheduledTime
  },
  async set(when: number): Promise<void> {
    // Firefox returns nothing, Chromium a promise.
    await browser.alarms.create(NAME, { when })
  },
  async clear(): Promise<void> {
    await browser.alarms.clear(NAME)
  },
}

export function onRefreshAlarm(listener: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) void listener()
  })
}
