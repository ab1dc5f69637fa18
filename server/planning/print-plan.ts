import type { PlanProblem } from '../../shared/plan.ts'
import { PLAN_CLASSES } from '../../shared/plan-classes.ts'
import type { Plan, PlanChange, PlanRefusal, PlanStop } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import { planSentence, planSentences, proofSentence, termName, wordsIn } from './wording.ts'
import { figuresIn, LOCALES, type PlanLanguage, type PlanNames } from './wording-facts.ts'

function longDayIn(language: PlanLanguage): (date: string) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
  const dayText = (date: string) => format.format(new Date(`${date}T00:00:00Z`))
  return language === 'fr' ? (date) => dayText(date).replace(/^1 /, '1er ') : dayText
}

/** Names from the problem, dates written short, with their year unless the whole period lies in it: for the terminal. */
export function namesOf(problem: PlanProblem, language: PlanLanguage): PlanNames {
  const centres = new Map(problem.centres.map((centre) => [centre.id, centre.name]))
  const units = new Map(problem.units.map((unit) => [unit.id, unit.name]))
  const short = { weekday: 'short', day: '2-digit', month: '2-digit', timeZone: 'UTC' } as const
  const day = new Intl.DateTimeFormat(LOCALES[language], short)
  const dayOfAnotherYear = new Intl.DateTimeFormat(LOCALES[language], { ...short, year: 'numeric' })
  const years = new Set([problem.horizon.from.slice(0, 4), problem.horizon.to.slice(0, 4)])
  return {
    centre: (id) => centres.get(id) ?? id,
    unit: (id) => units.get(id) ?? id,
    date: (date) =>
      (years.size === 1 && years.has(date.slice(0, 4)) ? day : dayOfAnotherYear).format(new Date(`${date}T00:00:00Z`)),
  }
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
export function printPlan(problem: PlanProblem, plan: Plan, language: PlanLanguage = 'fr'): string[] {
  const names = namesOf(problem, language)
  const { printed, colon } = wordsIn(language)
  const { number } = figuresIn(language)
  const longDay = longDayIn(language)
  const sentence = (reason: PlanStop['reasons'][number]) => planSentence(reason, names, language)
  const { from, to } = problem.horizon
  const lines = [
    printed.title(plan.problemName, longDay(from), longDay(to)),
    `${printed.score(plan.score, plan.bound, plan.gap)} ${proofSentence(plan, language)}`,
    ...(['P1', 'P2'] as const).flatMap((name) => {
      const bound = plan[`bound${name}`]
      const seen = amountOf(plan.terms, `seen_${name}`)
      return bound === null ? [] : [printed.classBound(name, seen, bound)]
    }),
    ...plan.warnings.map(sentence),
    '',
    ...formatTable([
      [printed.term, printed.amount, printed.points],
      ...plan.terms.map((term) => [termName(term.term, language), number(term.amount), number(term.points)]),
    ]),
    '',
  ]
  for (const unit of plan.units) {
    const stops = plan.stops.filter((stop) => stop.unitId === unit.unitId)
    lines.push(printed.unit(names.unit(unit.unitId), stops.length, unit.metres / 1000, unit.driveSeconds / 3600))
    lines.push(
      ...formatTable([
        [printed.stop, printed.first, printed.last, printed.places, ...PLAN_CLASSES, printed.late, printed.points],
        ...stops.map((stop) => stopRow(stop, names, number)),
      ]),
    )
    lines.push('')
    for (const stop of stops) {
      lines.push(`${names.centre(stop.centreId)}, ${names.date(stop.first)}`)
      for (const reason of [...stop.reasons, ...stop.warnings]) lines.push(`  - ${sentence(reason)}`)
    }
    lines.push('')
  }
  const changes = problem.replanning.mode === 'keep' ? [] : plan.changes.filter(({ kind }) => kind !== 'kept')
  if (changes.length > 0) {
    const span = (stop: PlanChange['after']) =>
      stop === null ? '' : `${names.centre(stop.centreId)}, ${names.date(stop.first)} – ${names.date(stop.last)}`
    lines.push(printed.changes)
    for (const { kind, before, after } of changes)
      lines.push(`  - ${printed.change[kind]}${colon}${[before, after].filter(Boolean).map(span).join(' → ')}`)
    lines.push('')
  }
  if (plan.absentCentres.length > 0) {
    lines.push(printed.absentCentres)
    for (const { centreId, reason } of plan.absentCentres)
      lines.push(`  - ${names.centre(centreId)}${colon}${sentence(reason)}`)
    lines.push('')
  }
  if (plan.unserved.length > 0) {
    lines.push(printed.unserved)
    // A forecast of less than a twentieth of a patient would print as none.
    for (const group of plan.unserved.filter(({ count }) => count >= 0.05).slice(0, 30)) {
      const where = group.centreId === null ? printed.beyondReach : names.centre(group.centreId)
      const remedy = group.remedy === null ? '' : ` ${sentence(group.remedy)}`
      const rule = sentence({ code: group.rule, facts: {} })
      lines.push(`  - ${number(group.count)} ${group.priorityClass}, ${where}${colon}${rule}${remedy}`)
    }
  }
  return lines
}

function stopRow(stop: PlanStop, names: PlanNames, number: (value: number) => string): string[] {
  const late = stop.sees.reduce((sum, each) => sum + each.late, 0)
  return [
    names.centre(stop.centreId),
    names.date(stop.first),
    names.date(stop.last),
    String(stop.places),
    ...stop.sees.map((each) => number(each.inTime)),
    number(late),
    number(stop.points),
  ]
}

/** A refusal as lines: the rule, what is in conflict, what to relax. */
export function printRefusal(problem: PlanProblem, refusal: PlanRefusal, language: PlanLanguage = 'fr'): string[] {
  const names = namesOf(problem, language)
  const { conflicts, suggestions } = refusal.details ?? { conflicts: [], suggestions: [] }
  const heading = planSentence({ code: refusal.refusal, facts: conflicts[0]?.facts ?? {} }, names, language)
  return [
    heading,
    ...planSentences(conflicts, names, language)
      .filter((sentence) => sentence !== heading)
      .map((sentence) => `  - ${sentence}`),
    ...planSentences(suggestions, names, language).map((sentence) => `  → ${sentence}`),
  ]
}
