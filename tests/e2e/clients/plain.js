// Stands behind the handshake of docs/protocol.md, which has `ask` and logs each event that it hears.
const events = []
console.log = (event) => events.push(event)

window.actions = {
  ask: (method, params = '{}') => ask(method, JSON.parse(params)),
  heard: () => events,
}
