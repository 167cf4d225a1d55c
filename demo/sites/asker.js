// Runs in a sandboxed frame, whose origin is "null". Asks in every way a page could, and tells the page around it.
const EXTENSION_ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const QUESTION = { v: 1, id: 'from-the-sandbox', method: 'getSession', params: {} }
const PATIENCE = 1000

function directly() {
  return new Promise((resolve) => {
    if (globalThis.chrome?.runtime?.sendMessage === undefined) return resolve('no way')
    chrome.runtime.sendMessage(EXTENSION_ID, QUESTION, (answer) => {
      resolve(chrome.runtime.lastError?.message ?? answer)
    })
  })
}

function byTheBridgeOf(target) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => 'ok' in data && resolve(data))
    port1.start()
    target.postMessage({ to: 'cognito-shared-session', v: 1, hello: 'from-the-sandbox' }, '*', [port2])
    port1.postMessage(QUESTION)
    setTimeout(() => resolve('no answer'), PATIENCE)
  })
}

void Promise.all([directly(), byTheBridgeOf(window), byTheBridgeOf(parent)]).then(
  ([direct, own, parents]) => {
    parent.postMessage({ origin, direct, ownBridge: own, parentsBridge: parents }, '*')
  },
)
