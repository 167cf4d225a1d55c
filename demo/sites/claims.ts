import { connected } from './connected.ts'

const heading = document.querySelector('h1')
const name = heading?.textContent ?? ''

void connected(
  { claims: ['sub', 'name', 'email', 'cognito:groups'] },
  'To greet you by your name.',
  (change) => {
    if (heading === null) return
    heading.textContent =
      change.state === 'signedIn' && typeof change.claims.name === 'string'
        ? `Hello, ${change.claims.name}`
        : name
  },
)
