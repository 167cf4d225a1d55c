import { build, type Rolldown } from 'vite'

/** One classic script of a module's source, as an author's bundler makes it. */
export async function classicScript(source: string): Promise<string> {
  const id = 'virtual:script'
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    plugins: [
      {
        name: 'script',
        resolveId: (asked) => (asked === id ? id : undefined),
        load: (asked) => (asked === id ? source : undefined),
      },
    ],
    build: {
      write: false,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: id, output: { format: 'iife' } },
    },
  })
  return chunks(built)
    .map(({ code }) => code)
    .join('\n')
}

function chunks(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}
