import bridgeFile from '../content/bridge.iife.ts?script&iife'
import panelFile from '../content/panel.iife.ts?script&iife'
import { bridgeScripts } from '../browser/bridge-scripts.ts'
import { listen, onHostsChanged, self } from '../browser/listen.ts'
import { managedStorage } from '../browser/managed-storage.ts'
import { onPanelKey, panelScripts } from '../browser/panel-scripts.ts'
import { onRefreshAlarm, refreshAlarm } from '../browser/refresh-alarm.ts'
import { closeToContentScripts, storageArea } from '../browser/storage-area.ts'
import { onReconnected } from '../browser/reconnected.ts'
import { siteStorage } from '../browser/site-storage.ts'
import { vaultKeys } from '../browser/vault-keys.ts'
import { system } from '../browser/system.ts'
import { createBackground } from './background.ts'

/** The extension's pages that may ask the background; any other page of its origin is refused. */
const PAGES = ['src/popup/index.html', 'src/sign-in/index.html']

const closed = closeToContentScripts()

const background = createBackground(
  {
    ...system,
    session: storageArea('session'),
    local: storageArea('local'),
    managed: managedStorage,
    vaultKeys,
    alarm: refreshAlarm,
    bridges: bridgeScripts(bridgeFile.replace(/^\//, '')),
    site: siteStorage,
    panel: panelScripts(panelFile.replace(/^\//, '')),
  },
  self(PAGES),
)

listen(background.internalMessage, background.externalMessage)
onRefreshAlarm(background.alarmRang)
onHostsChanged({ added: background.hostsAdded, removed: background.hostsRemoved })
onPanelKey(background.showPanel)
onReconnected(background.reconnected)

// An area that cannot be closed keeps no session from being resumed: no secret lies there in clear.
void closed.then(background.start, background.start)
