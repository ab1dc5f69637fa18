import { z } from 'zod'

const LEVELS = ['info', 'low', 'moderate', 'high', 'critical'] as const
/** What stops a version from leaving. */
const REFUSED = ['high', 'critical'] as const

const Audit = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.enum(LEVELS), range: z.string() })),
})

export type AuditVerdict =
  | { readonly verdict: 'unknown'; readonly why: string }
  | { readonly verdict: 'sound' | 'refused'; readonly lines: readonly string[] }

/**
 * What `npm audit --json` said of the production packages: `refused` when one is rated high or critical, `unknown` when the
 * registry did not answer, which says nothing of them. Each line names a package, its rating and the versions concerned.
 */
export function readAudit(text: string): AuditVerdict {
  const said = parseOrNull(text)
  const audit = Audit.safeParse(said)
  if (!audit.success) return { verdict: 'unknown', why: faultIn(said) }
  const found = Object.entries(audit.data.vulnerabilities).sort(([, one], [, other]) => rank(other) - rank(one))
  const isRefused = found.some(([, { severity }]) => REFUSED.some((level) => level === severity))
  const lines = found.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`)
  return { verdict: isRefused ? 'refused' : 'sound', lines }
}

const rank = ({ severity }: { severity: (typeof LEVELS)[number] }): number => LEVELS.indexOf(severity)

const Fault = z.union([
  z.object({ message: z.string().min(1) }),
  z.object({ error: z.object({ summary: z.string().min(1) }) }),
])

function faultIn(said: unknown): string {
  const fault = Fault.safeParse(said)
  if (!fault.success) return 'no answer'
  return 'error' in fault.data ? fault.data.error.summary : fault.data.message
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
