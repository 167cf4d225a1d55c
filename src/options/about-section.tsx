import { CopyLine } from './copy-line.tsx'
import type { OptionsPort } from './options-port.ts'
import { pieces, say } from '../words/say.ts'

type Port = Pick<OptionsPort, 'build' | 'copy'>

/** Which build this is, and what it does with what it knows. */
export function AboutSection({ port }: { port: Port }) {
  return (
    <>
      <h1>{say('section_about')}</h1>
      <Build port={port} />
      <section class="card" aria-labelledby="data">
        <h2 id="data">{say('aboutData')}</h2>
        <p>{say('aboutQuestions')}</p>
        <p>{pieces('aboutTokens', { sites: <a href="#sites">{say('aboutTokensSites')}</a> })}</p>
      </section>
    </>
  )
}

function Build({ port }: { port: Port }) {
  const { version, id, sources, homepage } = port.build
  return (
    <section class="card" aria-labelledby="build">
      <h2 id="build">{say('aboutVersion', { version })}</h2>
      <p>{say('aboutId')}</p>
      <CopyLine port={port} text={id} label={say('copyId')} />
      <p>{say('aboutSources')}</p>
      <CopyLine port={port} text={sources} label={say('copyChecksum')} />
      {homepage !== undefined && (
        <p>
          <a href={homepage} target="_blank" rel="noreferrer">
            {say('aboutGuides')}
          </a>
        </p>
      )}
    </section>
  )
}
