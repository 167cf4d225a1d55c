import { life } from './life.js'

/** For dedicated workers and service workers: lives when asked to, and answers through the port that came along. */
addEventListener('message', ({ data, ports: [port] }) => {
  life(data).then(
    (lived) => port.postMessage(lived),
    (error) => port.postMessage(String(error)),
  )
})
