import type { ClassImpact, ImpactMeasures, Redirection } from './impact.ts'

// No run-time import here: the screen and the exported table read the same figures the same way.

export const FIGURE_IDS = [
  'referred',
  'sent',
  'seen',
  'medianDelay',
  'inTime',
  'unexcused',
  'excused',
  'places',
  'lost',
  'refilled',
  'redirected',
] as const
export type FigureId = (typeof FIGURE_IDS)[number]

export type FigureUnit = 'count' | 'days' | 'share'

type Figure = {
  readonly unit: FigureUnit
  /** The figure of a scope, a department or a centre; null where there is nothing to divide by. */
  readonly of: (measures: ImpactMeasures) => number | null
  /** The same for one class, where classes differ. */
  readonly ofClass?: (line: ClassImpact) => number | null
}

const sum = (lines: readonly ClassImpact[], read: (line: ClassImpact) => number) =>
  lines.reduce((total, line) => total + read(line), 0)

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** How each figure is read from the measures; the words that define it stand in `impact-words.ts`. */
export const FIGURES: Readonly<Record<FigureId, Figure>> = {
  referred: {
    unit: 'count',
    of: ({ classes }) => sum(classes, (line) => line.referred),
    ofClass: (line) => line.referred,
  },
  sent: { unit: 'count', of: ({ classes }) => sum(classes, (line) => line.sent), ofClass: (line) => line.sent },
  seen: { unit: 'count', of: ({ classes }) => sum(classes, (line) => line.seen), ofClass: (line) => line.seen },
  medianDelay: { unit: 'days', of: ({ medianDelayDays }) => medianDelayDays },
  inTime: {
    unit: 'share',
    of: ({ classes }) =>
      share(
        sum(classes, (line) => line.inTime),
        sum(classes, (line) => line.withDeadline),
      ),
    ofClass: (line) => share(line.inTime, line.withDeadline),
  },
  unexcused: { unit: 'count', of: ({ unexcused }) => unexcused },
  excused: { unit: 'count', of: ({ excused }) => excused },
  places: { unit: 'count', of: ({ places }) => places },
  lost: { unit: 'count', of: ({ lost }) => lost },
  refilled: { unit: 'count', of: ({ refilled }) => refilled },
  redirected: { unit: 'count', of: ({ redirected }) => redirectedIn(redirected) },
}

/** Every redirection together. */
export function redirectedIn(redirected: Readonly<Record<Redirection, number>>): number {
  return Object.values(redirected).reduce((total, count) => total + count, 0)
}
