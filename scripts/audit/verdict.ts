/** What came of asking. */
export interface Verdict {
  /** Whether there is a hole that somebody has to see to. */
  found: boolean
  said: string
}

interface Via {
  title?: string
  url?: string
}

/**
 * What `npm audit --json` said.
 *
 * @param output what it printed: a report, what the registry answered in its place, or nothing in time
 */
export function verdict(output: string): Verdict {
  const report = parsed(output)
  const { vulnerabilities, metadata, statusCode, message } = report
  if (typeof vulnerabilities !== 'object' || vulnerabilities === null || typeof metadata !== 'object') {
    const because = [message, statusCode].find((part) => part !== undefined && part !== '')
    return {
      found: false,
      said: `not answered${because === undefined ? '' : ` (${JSON.stringify(because)})`}.`,
    }
  }
  const holes = Object.entries(vulnerabilities).map(([name, { severity, via }]) =>
    [name, severity, ...titles(via)].join(', '),
  )
  if (holes.length === 0) return { found: false, said: 'none.' }
  return { found: true, said: `\n${holes.join('\n')}` }
}

function parsed(output: string): Record<string, unknown> {
  try {
    const report: unknown = JSON.parse(output)
    return typeof report === 'object' && report !== null ? { ...report } : {}
  } catch {
    return {}
  }
}

function titles(via: unknown): string[] {
  const causes: (Via | string)[] = Array.isArray(via) ? via : []
  return causes.flatMap((cause) => (typeof cause === 'string' ? [] : [[cause.title, cause.url].join(' ')]))
}
