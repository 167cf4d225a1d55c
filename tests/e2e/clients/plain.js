// No SDK: the bridge's handshake and its messages, written by hand.
const BRIDGE = 'cognito-shared-session'
const waiting = new Map()
const events = []
let port

function hello() {
  const channel = new MessageChannel()
  const id = crypto.randomUUID()
  channel.port1.addEventListener('message', ({ data }) => {
    if (data.from === BRIDGE && data.hello === id) port = channel.port1
    else if ('event' in data) events.push(data.event)
    else waiting.get(data.id)?.(data)
  })
  channel.port1.start()
  window.postMessage({ to: BRIDGE, v: 1, hello: id }, location.origin, [channel.port2])
}

window.addEventListener('message', ({ source, origin, data }) => {
  if (source === window && origin === location.origin && data?.from === BRIDGE && data.announce) hello()
})
hello()

function ask(method, params) {
  if (port === undefined) throw new Error('No bridge answered.')
  const id = crypto.randomUUID()
  port.postMessage({ v: 1, id, method, params })
  return new Promise((resolve) => waiting.set(id, resolve))
}

window.actions = {
  ask: (method, params = '{}') => ask(method, JSON.parse(params)),
  heard: () => events,
}
