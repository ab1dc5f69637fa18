import type { FigureSource, SettingLine } from '../../shared/administration.ts'
import { AppointmentRules } from '../../shared/appointment.ts'
import { PlanDelays, PlanRates } from '../../shared/plan.ts'
import type { Protocol } from '../../shared/protocol.ts'
import { DEFAULT_REACH_MINUTES } from '../../shared/referral.ts'
import type { Unit } from '../../shared/unit.ts'
import { USUAL_DRIVING } from '../../shared/usual-unit.ts'
import type { PictureFigure } from '../pictures/describe-picture-rules.ts'
import { FARTHEST_CENTRE_MINUTES } from '../referrals/safety-rule.ts'

type Figure = number | string | boolean | null
type Group = SettingLine['group']

/** Every figure of a nested record, by dotted path; lists are shown as one text. */
function figuresOf(record: object, path = ''): [string, Figure][] {
  return Object.entries(record).flatMap(([key, value]): [string, Figure][] => {
    if (Array.isArray(value)) return [[`${path}${key}`, value.join(', ')]]
    if (typeof value === 'object' && value !== null) return figuresOf(value, `${path}${key}.`)
    return [[`${path}${key}`, value as Figure]]
  })
}

function unitOf(key: string): SettingLine['unit'] {
  if (/seconds/i.test(key)) return 'seconds'
  if (/minutes?$/i.test(key)) return 'minutes'
  if (/hours/i.test(key)) return 'hours'
  if (/DaysOfWeek$/.test(key)) return 'text'
  if (/days?(\.P\d)?$/i.test(key) && !/perDay|PerWeek/.test(key)) return 'days'
  if (/share$/i.test(key)) return 'share'
  return 'count'
}

function lines(
  group: Group,
  value: object,
  defaults: object,
  about: { source?: FigureSource; unit?: SettingLine['unit']; prefix?: string; about?: SettingLine['about'] } = {},
): SettingLine[] {
  const byDefault = new Map(figuresOf(defaults))
  return figuresOf(value).map(([key, figure]) => ({
    group,
    key: `${about.prefix ?? ''}${key}`,
    about: about.about ?? null,
    value: figure,
    default: byDefault.get(key) ?? null,
    unit: about.unit ?? (typeof figure === 'number' ? unitOf(key) : 'text'),
    source: about.source ?? 'proposal',
  }))
}

/**
 * Every figure the application decides with, its value and its default, read where the code itself reads them: the
 * appointment rules as set, each protocol's delays, what a picture is held to, the planner's rates and each unit's driving
 * policy.
 */
export function describeSettings(
  rules: AppointmentRules,
  protocols: readonly Protocol[],
  units: readonly Unit[],
  pictures: readonly PictureFigure[],
): SettingLine[] {
  const byDefault = AppointmentRules.parse({})
  return [
    ...protocols.flatMap(({ classes, title }) => {
      const delays = Object.fromEntries(classes.map((each) => [each.id, each.withinDays]))
      return lines('deadlines', delays, delays, { unit: 'days', about: protocols.length > 1 ? title : null })
    }),
    ...lines('places', rules.slots, byDefault.slots),
    ...lines('offers', rules.offers, byDefault.offers),
    ...lines('wishes', rules.wishes, byDefault.wishes, { unit: 'points' }),
    ...reachLines(),
    ...pictures.map((figure) => ({ group: 'pictures' as const, about: null, source: 'proposal' as const, ...figure })),
    ...lines('planning', PlanRates.parse({}), PlanRates.parse({}), { unit: 'points' }).map((line) =>
      line.key === 'preset' ? { ...line, unit: 'text' as const } : line,
    ),
    ...lines('planning', PlanDelays.parse({}).closingDays, PlanDelays.parse({}).closingDays, {
      unit: 'days',
      prefix: 'closingDays.',
    }),
    ...units.flatMap(({ drivingPolicy, name }) =>
      lines('driving', drivingPolicy, USUAL_DRIVING, {
        source: 'regulation',
        about: units.length > 1 ? { fr: name, en: name } : null,
      }),
    ),
  ]
}

function reachLines(): SettingLine[] {
  const reach = { reachMinutes: DEFAULT_REACH_MINUTES, farthestCentreMinutes: FARTHEST_CENTRE_MINUTES }
  return lines('reach', reach, reach)
}
