import { Mark } from '../controls/mark.tsx'

/** The whole page on which a person signs in, a step at a time. */
export function App() {
  return (
    <>
      <header>
        <Mark />
        <p class="brand">Cognito Shared Session</p>
      </header>
      <section class="card">
        <h1>Sign in</h1>
      </section>
    </>
  )
}
