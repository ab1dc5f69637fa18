import type { ImpactMeasures, ImpactReport } from '../../shared/impact.ts'
import { FIGURE_IDS, FIGURES } from '../../shared/impact-figures.ts'
import { type ImpactWords, impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { spreadsheetOf } from '../spreadsheet.ts'

type Line = readonly [string, string, string, string, string, string, number | string, string]

/** A report as a table for spreadsheets, one figure a line with its definition, level and date. */
export function impactTable(report: ImpactReport, language: 'fr' | 'en'): string {
  const words = language === 'en' ? impactWordsEn : impactWordsFr
  const asOf = localDateOf(report.asOf, PARIS)
  const lines = [
    ...measuredLines(report.total, words, [words.levels.total, '', '']),
    ...scopeLines(report, words),
    ...outcomeLines(report, words),
    ...report.departments.flatMap((line) => [
      ...measuredLines(line.measures, words, [words.levels.department, line.department, '']),
      [
        words.rate.name,
        words.rate.definition,
        words.levels.department,
        line.department,
        '',
        '',
        rounded(line.seenPer100000),
        words.units.rate,
      ] satisfies Line,
    ]),
    ...report.centres.flatMap((line) =>
      measuredLines(line.measures, words, [words.levels.centre, line.department, line.centreName]),
    ),
  ]
  return spreadsheetOf([words.columns, ...lines.map((line) => [...line, asOf])], true)
}

/** Figures told at a level: `[level, department, centre]`; what has nothing to divide by has no line. */
function measuredLines(measures: ImpactMeasures, words: ImpactWords, level: readonly [string, string, string]): Line[] {
  const lines = FIGURE_IDS.flatMap((id): Line[] => {
    const { unit, of, ofClass } = FIGURES[id]
    const line = (priority: string, value: number | null): Line[] =>
      value === null
        ? []
        : [
            [
              words.figures[id].name,
              words.figures[id].definition,
              ...level,
              priority,
              rounded(value),
              words.units[unit],
            ] as Line,
          ]
    const classes = ofClass ? measures.classes.flatMap((each) => line(each.priorityClass, ofClass(each))) : []
    return [...line('', of(measures)), ...classes]
  })
  const redirected = Object.entries(measures.redirected).map(
    ([kind, count]): Line => [
      `${words.figures.redirected.name} : ${words.redirections[kind] ?? kind}`,
      words.figures.redirected.definition,
      ...level,
      '',
      count,
      words.units.count,
    ],
  )
  return [...lines, ...redirected]
}

function scopeLines({ reach, road, equity }: ImpactReport, words: ImpactWords): Line[] {
  const figures = [
    ['people', reach.people, 'people'],
    ['newPeople', reach.newPeople, 'people'],
    ['km', road.km, 'km'],
    ['drive', road.driveMinutes / 60, 'hours'],
    ['consultation', road.consultationMinutes / 60, 'hours'],
    ['equity', equity.index, 'index'],
  ] as const
  return figures.flatMap(([id, value, unit]): Line[] => {
    const { name, definition } = words.figures[id]
    return value === null ? [] : [[name, definition, words.levels.total, '', '', '', rounded(value), words.units[unit]]]
  })
}

function outcomeLines({ outcomes }: ImpactReport, words: ImpactWords): Line[] {
  const definition = words.outcomesDefinition(outcomes.threshold, outcomes.settleDays)
  if (outcomes.settled === 0) return []
  return outcomes.rows.map(({ outcome, count, isAtLeast }) => [
    words.outcomes[outcome] ?? outcome,
    definition,
    words.levels.total,
    '',
    '',
    '',
    count === null ? words.keptBack : isAtLeast ? words.atLeast(String(count)) : count,
    words.units.count,
  ])
}

/** Three decimals are more than any of these figures can bear. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000
