import type { PlanProblem } from '../../shared/plan.ts'
import type { PlanRefusal } from '../../shared/plan-result.ts'
import { reason, refusePlan } from './refuse-plan.ts'
import { horizonProblem, reversedDays } from './validate-days.ts'

/** A national problem has more than a million cells: a plain loop takes a tenth of the time of a search by a function. */
function firstNegative(cells: readonly (number | null)[]): number {
  for (let column = 0; column < cells.length; column += 1) if ((cells[column] ?? 0) < 0) return column
  return -1
}

function matrixProblem(problem: PlanProblem): PlanRefusal | null {
  const size = problem.units.length + problem.centres.length
  for (const name of ['truckSeconds', 'truckMetres'] as const) {
    const matrix = problem.travel[name]
    const badRow = matrix.length === size ? matrix.findIndex((row) => row.length !== size) : matrix.length
    if (badRow !== -1) {
      const facts = { matrix: name, expected: size, rows: matrix.length, row: badRow }
      return refusePlan('matrix_shape', `travel.${name}`, [reason('matrix_shape', facts)], [reason('rebuild_travel')])
    }
    for (const [row, cells] of matrix.entries()) {
      const column = firstNegative(cells)
      if (column !== -1) {
        const facts = { matrix: name, row, column }
        return refusePlan(
          'negative_travel',
          `travel.${name}.${row}.${column}`,
          [reason('negative_travel', facts)],
          [reason('rebuild_travel')],
        )
      }
    }
  }
  return null
}

function repeated(items: readonly { readonly id: string }[]): string | undefined {
  const seen = new Set<string>()
  for (const [index, { id }] of items.entries()) if (seen.add(id).size === index) return id
  return undefined
}

function unknownReference(problem: PlanProblem): PlanRefusal | null {
  const units = new Set(problem.units.map((unit) => unit.id))
  const centres = new Set(problem.centres.map((centre) => centre.id))
  const communes = new Set(problem.communes.map((commune) => commune.id))
  const unknown = (kind: string, id: string, field: string) =>
    refusePlan(`unknown_${kind}`, field, [reason(`unknown_${kind}`, { id })], [reason('correct_reference')])
  for (const list of ['pins', 'bans', 'frozen'] as const) {
    for (const [index, item] of problem[list].entries()) {
      if (item.centreId !== null && !centres.has(item.centreId))
        return unknown('centre', item.centreId, `${list}.${index}`)
      if (item.unitId !== null && !units.has(item.unitId)) return unknown('unit', item.unitId, `${list}.${index}`)
    }
  }
  for (const list of ['referrals', 'expected'] as const) {
    const index = problem[list].findIndex((item) => !communes.has(item.communeId))
    if (index !== -1) return unknown('commune', problem[list][index]?.communeId ?? '', `${list}.${index}`)
  }
  return strayDrive(problem)
}

/** A commune that says how far it is from a centre beyond the list. */
function strayDrive({ communes, centres }: PlanProblem): PlanRefusal | null {
  for (const [index, { id, carSeconds }] of communes.entries()) {
    const beyond = carSeconds.find(([centre]) => centre >= centres.length)
    if (beyond === undefined) continue
    const facts = { id: beyond[0], communeId: id, last: centres.length - 1 }
    return refusePlan(
      'unknown_centre',
      `communes.${index}.carSeconds`,
      [reason('centre_beyond_list', facts)],
      [reason('correct_reference')],
    )
  }
  return null
}

function staffingProblem(problem: PlanProblem): PlanRefusal | null {
  if (problem.staffing.policy !== 'named' || problem.units.length < 2) return null
  const index = problem.staffing.specialists.findIndex((specialist) => specialist.unitId === null)
  if (index === -1) return null
  const label = problem.staffing.specialists[index]?.label ?? ''
  return refusePlan(
    'specialist_without_unit',
    `staffing.specialists.${index}`,
    [reason('specialist_without_unit', { label })],
    [reason('name_the_unit')],
  )
}

/** Refuses a document that cannot be planned whatever the search: empty horizon, wrong matrices, unknown references. */
export function validateProblem(problem: PlanProblem): PlanRefusal | null {
  const horizon = horizonProblem(problem)
  if (horizon !== null) return horizon
  if (problem.units.length === 0) return refusePlan('no_unit', 'units', [reason('no_unit')], [reason('add_unit')])
  if (problem.centres.length === 0)
    return refusePlan('no_centre', 'centres', [reason('no_centre')], [reason('add_centre')])
  for (const list of ['units', 'centres', 'communes', 'pins', 'bans'] as const) {
    const id = repeated(problem[list])
    if (id !== undefined)
      return refusePlan('repeated_id', list, [reason('repeated_id', { id })], [reason('correct_reference')])
  }
  return matrixProblem(problem) ?? unknownReference(problem) ?? staffingProblem(problem) ?? reversedDays(problem)
}
