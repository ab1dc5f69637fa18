import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { unreadFields } from '../../server/cli/unread-fields.ts'
import { checkPlan } from '../../server/planning/check.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan } from '../../shared/plan-result.ts'
import { aProblem } from './small-problem.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'escale-plan-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs `npm run plan` with these arguments, as its script does. */
function plan(...options: string[]) {
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs')
  const command = [tsx, join(ROOT, 'server/cli/plan.ts'), ...options]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('npm run plan', () => {
  it('solves a document, writes the plan beside it, and verifies what it wrote', () => {
    const [document, written] = [join(folder, 'problem.json'), join(folder, 'plan.json')]
    writeFileSync(document, JSON.stringify(aProblem()))
    const solved = plan('--problem', document, '--seconds', '30', '--seed', '5', '--json', written)
    expect([solved.status, solved.stderr]).toEqual([0, ''])
    expect(solved.stdout).toMatch(/Score 7,8 points.*borne 7,8.*Optimal/)
    expect(solved.stdout).toContain('Centre a')
    const file = JSON.parse(readFileSync(written, 'utf8'))
    const problem = PlanProblem.parse(file.problem)
    expect(problem.options).toMatchObject({ seconds: 30, seed: 5 })
    expect(checkPlan(problem, Plan.parse(file.plan)).breaches).toEqual([])

    const verified = plan('--verify', written)
    expect([verified.status, verified.stderr]).toEqual([0, ''])
    expect(verified.stdout).toMatch(/^Règles tenues\. Score recalculé : 7,8\./)
  })

  it('speaks English when asked to, whatever it has to say', () => {
    const [document, written] = [join(folder, 'english.json'), join(folder, 'english-plan.json')]
    writeFileSync(document, JSON.stringify(aProblem()))
    const solved = plan('--lang', 'en', '--problem', document, '--seconds', '30', '--json', written)
    expect([solved.status, solved.stderr]).toEqual([0, ''])
    expect(solved.stdout).toMatch(/Score 7\.8 patient-equivalent points, bound 7\.8 .*Optimal: no other plan/)
    expect(solved.stdout).toMatch(/^ {2}- Sees \d+ patients? in time/m)
    expect(solved.stdout).not.toMatch(/[éèêàç]|étape/)
    expect(plan('--lang=en', '--verify', written).stdout).toMatch(/^Rules kept\. Score computed again: 7\.8\./)
    const pinned = aProblem({ pins: [{ id: 'pin', centreId: 'a', first: '2026-01-10' }] })
    writeFileSync(document, JSON.stringify(pinned))
    const refused = plan('--lang', 'en', '--problem', document)
    expect([refused.status, refused.stderr.split('\n')[0]]).toEqual([1, 'A pinned stop is impossible.'])
    expect(plan('--lang', 'en').stderr).toContain('Usage: npm run plan')
  })

  it('names the place of a fault in a document, and stops', () => {
    const document = join(folder, 'bad.json')
    writeFileSync(document, JSON.stringify({ ...aProblem(), horizon: { from: 'soon', to: '2026-01-18' } }))
    const { status, stdout, stderr } = plan('--problem', document)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('horizon.from : format non reconnu')
    expect(stderr).not.toMatch(/ at .*\.ts:/)
  })

  it('says which version of a document it reads', () => {
    const document = join(folder, 'later.json')
    writeFileSync(document, JSON.stringify({ ...aProblem(), version: 2 }))
    expect(plan('--problem', document).stderr).toContain('version : ce programme lit les documents de version 1.')
  })

  it('sees the fields of a document that nothing reads, by their path', () => {
    const [unit] = aProblem().units
    const written = { ...aProblem(), pinz: [], units: [{ ...unit, room: 3 }] }
    expect(unreadFields(written, PlanProblem.parse(written))).toEqual(['units.0.room', 'pinz'])
    expect(unreadFields(aProblem(), PlanProblem.parse(aProblem()))).toEqual([])
  })
})
