// No SDK: this is all it takes where the extension's build names this site.
const EXTENSION_ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const element = (id) => document.querySelector(`#${id}`)

let count = 0
function question(method) {
  return { v: 1, id: `by-hand-${++count}`, method, params: {} }
}

function write(message) {
  element('message').value = JSON.stringify(message, null, 2)
}

function send() {
  if (globalThis.chrome?.runtime?.sendMessage === undefined) {
    element('state').textContent = 'notInstalled: no extension names this site.'
    return
  }
  element('state').textContent = 'Asking …'
  chrome.runtime.sendMessage(EXTENSION_ID, JSON.parse(element('message').value), (answer) => {
    const failure = chrome.runtime.lastError?.message
    element('state').textContent =
      failure ?? (answer?.ok ? 'Answered.' : `${answer?.error?.code}: ${answer?.error?.message}`)
    element('session').textContent = JSON.stringify(answer ?? null, null, 2)
  })
}

for (const button of document.querySelectorAll('[data-method]')) {
  button.addEventListener('click', () => {
    write(question(button.dataset.method))
    send()
  })
}
element('send').addEventListener('click', send)
write(question('getSession'))
