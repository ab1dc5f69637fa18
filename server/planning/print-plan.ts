import type { PlanProblem } from '../../shared/plan.ts'
import { PLAN_CLASSES } from '../../shared/plan.ts'
import type { Plan, PlanRefusal, PlanStop } from '../../shared/plan-result.ts'
import { type PlanNames, planSentence, proofSentence, termName } from './wording.ts'

const number = (value: number, digits = 1): string => value.toLocaleString('fr-FR', { maximumFractionDigits: digits })
const day = new Intl.DateTimeFormat('fr-FR', { weekday: 'short', day: '2-digit', month: '2-digit', timeZone: 'UTC' })
const longDate = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })
const longDay = (date: string): string => longDate.format(new Date(`${date}T00:00:00Z`)).replace(/^1 /, '1er ')
const dayText = (date: string): string => day.format(new Date(`${date}T00:00:00Z`))

/** Names from the problem, dates written short: for the terminal. */
export function namesOf(problem: PlanProblem): PlanNames {
  const centres = new Map(problem.centres.map((centre) => [centre.id, centre.name]))
  const units = new Map(problem.units.map((unit) => [unit.id, unit.name]))
  return { centre: (id) => centres.get(id) ?? id, unit: (id) => units.get(id) ?? id, date: dayText }
}

/** A table as lines, columns as wide as their widest cell; numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)))
  const isNumeric = (cell: string) => /^[-\d][\d\s.,  %]*$/.test(cell)
  return rows.map((row) =>
    row
      .map((cell, column) => (isNumeric(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** A plan as lines for the terminal: score and bound, stops with their reasons, what is left unserved, absent centres. */
export function printPlan(problem: PlanProblem, plan: Plan): string[] {
  const names = namesOf(problem)
  const lines = [
    `${plan.problemName}, du ${longDay(problem.horizon.from)} au ${longDay(problem.horizon.to)}`,
    `Score ${number(plan.score)} points équivalent-patient, borne ${number(plan.bound)} (écart ${number(plan.gap * 100, 2)} %). ${proofSentence(plan)}`,
    '',
    ...formatTable([
      ['Terme', 'Quantité', 'Points'],
      ...plan.terms.map((term) => [termName(term.term), number(term.amount), number(term.points)]),
    ]),
    '',
  ]
  for (const unit of plan.units) {
    const stops = plan.stops.filter((stop) => stop.unitId === unit.unitId)
    lines.push(
      `${names.unit(unit.unitId)} : ${stops.length} étapes, ${number(unit.metres / 1000, 0)} km, ${number(unit.driveSeconds / 3600)} h de route`,
    )
    lines.push(
      ...formatTable([
        ['Étape', 'Du', 'Au', 'Places', ...PLAN_CLASSES, 'Hors délai', 'Points'],
        ...stops.map((stop) => stopRow(stop, names)),
      ]),
    )
    lines.push('')
    for (const stop of stops) {
      lines.push(`${names.centre(stop.centreId)}, ${dayText(stop.first)}`)
      for (const reason of [...stop.reasons, ...stop.warnings]) lines.push(`  - ${planSentence(reason, names)}`)
    }
    lines.push('')
  }
  if (plan.absentCentres.length > 0) {
    lines.push('Centres sans étape')
    for (const { centreId, reason } of plan.absentCentres)
      lines.push(`  - ${names.centre(centreId)} : ${planSentence(reason, names)}`)
    lines.push('')
  }
  if (plan.unserved.length > 0) {
    lines.push('Patients non vus à temps')
    // A forecast of less than a twentieth of a patient would print as none.
    for (const group of plan.unserved.filter(({ count }) => count >= 0.05).slice(0, 30)) {
      const where = group.centreId === null ? 'hors de portée' : names.centre(group.centreId)
      const remedy = group.remedy === null ? '' : ` ${planSentence(group.remedy, names)}`
      lines.push(
        `  - ${number(group.count)} ${group.priorityClass}, ${where} : ${planSentence({ code: group.rule, facts: {} }, names)}${remedy}`,
      )
    }
  }
  for (const warning of plan.warnings) lines.push(planSentence(warning, names))
  return lines
}

function stopRow(stop: PlanStop, names: PlanNames): string[] {
  const late = stop.sees.reduce((sum, each) => sum + each.late, 0)
  return [
    names.centre(stop.centreId),
    dayText(stop.first),
    dayText(stop.last),
    String(stop.places),
    ...stop.sees.map((each) => number(each.inTime)),
    number(late),
    number(stop.points),
  ]
}

/** A refusal as lines: the rule, what is in conflict, what to relax. */
export function printRefusal(problem: PlanProblem, refusal: PlanRefusal): string[] {
  const names = namesOf(problem)
  return [
    planSentence({ code: refusal.refusal, facts: refusal.details?.conflicts[0]?.facts ?? {} }, names),
    ...(refusal.details?.conflicts ?? []).map((conflict) => `  - ${planSentence(conflict, names)}`),
    ...(refusal.details?.suggestions ?? []).map((suggestion) => `  → ${planSentence(suggestion, names)}`),
  ]
}
