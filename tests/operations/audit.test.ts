import { describe, expect, it } from 'vitest'
import { readAudit } from '../../server/operations/audit.ts'

const audit = (vulnerabilities: Record<string, { severity: string; range: string }>) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} })

describe('what the registry says of the packages', () => {
  it('lets a version leave when nothing is rated high', () => {
    expect(readAudit(audit({}))).toEqual({ verdict: 'sound', lines: [] })
    expect(readAudit(audit({ one: { severity: 'moderate', range: '<2' } }))).toEqual({
      verdict: 'sound',
      lines: ['moderate: one <2'],
    })
  })

  it('holds a version back for one that is, the worst first', () => {
    const found = { one: { severity: 'low', range: '*' }, two: { severity: 'critical', range: '<1.2.3' } }
    expect(readAudit(audit(found))).toEqual({ verdict: 'refused', lines: ['critical: two <1.2.3', 'low: one *'] })
  })

  it('never takes silence for soundness', () => {
    const offline = JSON.stringify({ message: 'request to the registry failed', error: { summary: '', detail: '' } })
    expect(readAudit(offline)).toEqual({ verdict: 'unknown', why: 'request to the registry failed' })
    expect(readAudit('{"error":{"summary":"This command requires a lockfile."}}')).toMatchObject({ verdict: 'unknown' })
    expect(readAudit('')).toEqual({ verdict: 'unknown', why: 'no answer' })
  })
})
