import { CopyLine } from './copy-line.tsx'
import type { OptionsPort } from './options-port.ts'

type Port = Pick<OptionsPort, 'build' | 'copy'>

/** Which build this is, and what it does with what it knows. */
export function AboutSection({ port }: { port: Port }) {
  return (
    <>
      <h1>About</h1>
      <Build port={port} />
      <section class="card" aria-labelledby="data">
        <h2 id="data">What leaves this browser</h2>
        <p>
          Questions to the user pools that are set up here, and nothing else. The extension has no server of
          its own, counts nothing and reports to nobody.
        </p>
        <p>
          The refresh token goes to Amazon Cognito alone. ID and access tokens, and claims, go to the{' '}
          <a href="#sites">sites you allowed</a>, each only what you ticked for it.
        </p>
      </section>
    </>
  )
}

function Build({ port }: { port: Port }) {
  const { version, id, sources, homepage } = port.build
  return (
    <section class="card" aria-labelledby="build">
      <h2 id="build">Version {version}</h2>
      <p>Its id, as app clients and pages name it:</p>
      <CopyLine port={port} text={id} label="Copy the id" />
      <p>
        The SHA-256 of the source package that it was built from. The same sources give the same build, to the
        byte:
      </p>
      <CopyLine port={port} text={sources} label="Copy the checksum" />
      {homepage !== undefined && (
        <p>
          <a href={homepage} target="_blank" rel="noreferrer">
            Guides and sources
          </a>
        </p>
      )}
    </section>
  )
}
