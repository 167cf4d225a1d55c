import bridgeFile from '../content/bridge.iife.ts?script&iife'
import panelFile from '../content/panel.iife.ts?script&iife'
import { alarm, onAlarm } from '../browser/alarm.ts'
import { bridgeScripts } from '../browser/bridge-scripts.ts'
import { badge, consentWindow, onWindowClosed } from '../browser/consent-window.ts'
import { listen, onHostsChanged, self, startWithBrowser } from '../browser/listen.ts'
import { managedStorage } from '../browser/managed-storage.ts'
import { onFirstInstalled, openPage } from '../browser/first-run.ts'
import { onPanelKey, panelScripts } from '../browser/panel-scripts.ts'
import { closeToContentScripts, storageArea } from '../browser/storage-area.ts'
import { onReconnected } from '../browser/reconnected.ts'
import { siteStorage } from '../browser/site-storage.ts'
import { tabWatch } from '../browser/tab-watch.ts'
import { notifySignInNeeded, onNoticeClicked } from '../browser/sign-in-notice.ts'
import { vaultKeys } from '../browser/vault-keys.ts'
import { system } from '../browser/system.ts'
import { createBackground } from './background.ts'

/** The extension's pages that may ask the background; any other page of its origin is refused. */
const PAGES = [
  'src/popup/index.html',
  'src/sign-in/index.html',
  'src/consent/index.html',
  'src/managed-login/index.html',
  'src/options/index.html',
]

const tabs = tabWatch()
const closed = closeToContentScripts()

const background = createBackground(
  {
    ...system,
    session: storageArea('session'),
    local: storageArea('local'),
    managed: managedStorage,
    vaultKeys,
    alarm: alarm('refresh'),
    endAlarm: alarm('end'),
    bridges: bridgeScripts(bridgeFile.replace(/^\//, '')),
    site: siteStorage,
    tabs,
    consentWindow: consentWindow('src/consent/index.html'),
    badge,
    notify: notifySignInNeeded,
    welcome: () => openPage('src/welcome/index.html'),
    panel: panelScripts(panelFile.replace(/^\//, '')),
  },
  self(PAGES),
)

listen(background.internalMessage, background.externalMessage)
onAlarm({ refresh: background.alarmRang, end: background.endsChanged })
tabs.onChanged(background.endsChanged)
onWindowClosed(background.windowClosed)
onHostsChanged({ added: background.hostsAdded, removed: background.endsChanged })
startWithBrowser()
onFirstInstalled(background.installed)
onNoticeClicked()
managedStorage.onChanged(() => void background.policyChanged().catch(() => undefined))
onPanelKey(background.showPanel)
onReconnected(background.reconnected)

// An area that cannot be closed keeps no session from being resumed: no secret lies there in clear.
void closed.then(background.start, background.start)
