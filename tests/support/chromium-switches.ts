/** What Playwright 1.65 turns off. Chromium heeds only the last such list, so ours has to name them again. */
const OFF_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Pages that Chromium keeps ready behind its address bar: they take a third of the time of its start. */
const OFF_TO_START_SOONER = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/** The switches that every Chromium here is started with. Its sandbox does not work for root, and only there it is left out. */
export function chromiumSwitches(): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...OFF_TO_START_SOONER].join(',')}`,
  ]
}
