import type { InseeCode } from '../../shared/geo.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { TravelProfile } from '../../shared/travel.ts'
import type { DrivingPolicy, Unit, UnitEdit, Vehicle } from '../../shared/unit.ts'
import { UNKNOWN_VEHICLE, USUAL_DRIVING } from '../../shared/usual-unit.ts'
import { formatNumber } from '../format.ts'
import { isSpanSound, minuteOfText, type TypedSpan, textOfMinute } from './opening-hours.ts'
import { readWhole } from './typed-centre.ts'

export type TypedPeriod = { readonly from: string; readonly to: string; readonly reason: string }

/** A unit as typed, perhaps unfinished; driving in hours, its break in minutes, an empty size not known. */
export type TypedUnit = {
  readonly name: string
  readonly specialty: string
  readonly rooms: string
  readonly profile: TravelProfile
  readonly lengthMetres: string
  readonly widthMetres: string
  readonly heightMetres: string
  readonly weightTonnes: string
  /** Kilometres an hour; empty: as the usual truck. */
  readonly motorwayKmh: string
  readonly otherKmh: string
  readonly power: string
  readonly licence: NonNullable<Vehicle['licence']> | ''
  /** One piece a line. */
  readonly equipment: string
  readonly spans: readonly TypedSpan[]
  /** Empty: the whole of that day. */
  readonly firstDayFrom: string
  readonly lastDayUntil: string
  readonly slotMinutes: string
  readonly days: readonly number[]
  readonly applied: boolean
  readonly maxDrive: string
  readonly breakAfter: string
  readonly breakMinutes: string
  readonly eveningDrive: string
  readonly longDay: string
  readonly longDays: string
  readonly rest: string
  readonly drivingDays: readonly number[]
  readonly returns: DrivingPolicy['returnsToDepot']
  /** Kilometres; empty: as far as needed. */
  readonly longestLeg: string
  readonly farthest: string
  readonly periods: readonly TypedPeriod[]
}

export const WHOLE_BOUNDS = {
  rooms: [1, 10],
  slotMinutes: [5, 240],
  breakMinutes: [0, 1440],
  longDays: [0, 7],
} as const
export const SIZE_BOUNDS = { lengthMetres: 30, widthMetres: 30, heightMetres: 30, weightTonnes: 60 } as const
/** Least and most kilometres an hour; empty is the usual truck's. */
export const SPEED_BOUNDS = { motorwayKmh: [20, 130], otherKmh: [20, 130] } as const
const HOURS = { maxDrive: 24, breakAfter: 24, eveningDrive: 24, longDay: 24, rest: 24 } as const
/** Most kilometres a limit may say; an empty one limits nothing. */
export const DISTANCE_BOUNDS = { longestLeg: 2000, farthest: 2000 } as const
const EQUIPMENT_LINES = 40
const EQUIPMENT_LETTERS = 120
const WHOLE_DAY = 1440 as MinuteOfDay
const NEW_SPANS: readonly TypedSpan[] = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '17:00' },
]

/** A unit as text to edit; for a new one, the usual working week and the driving figures of the default policy. */
export function typedUnit(unit: Unit | null, specialty: string): TypedUnit {
  const vehicle = unit?.vehicle ?? UNKNOWN_VEHICLE
  const { lengthMetres, widthMetres, heightMetres, weightTonnes, power, licence, equipment } = vehicle
  const template = unit?.sessionTemplate
  const policy = unit?.drivingPolicy ?? USUAL_DRIVING
  const size = (figure: number | null) => (figure === null ? '' : formatNumber(figure, 2))
  const hours = (seconds: number) => formatNumber(seconds / 3600, 2)
  const kilometres = (metres: number | null) => (metres === null ? '' : String(Math.round(metres / 1000)))
  return {
    name: unit?.name ?? '',
    specialty: unit?.specialty ?? specialty,
    rooms: String(unit?.rooms ?? 1),
    profile: unit?.profile ?? 'truck',
    lengthMetres: size(lengthMetres),
    widthMetres: size(widthMetres),
    heightMetres: size(heightMetres),
    weightTonnes: size(weightTonnes),
    motorwayKmh: size(vehicle.motorwayKmh),
    otherKmh: size(vehicle.otherKmh),
    power: power ?? '',
    licence: licence ?? '',
    equipment: equipment.join('\n'),
    spans:
      template?.spans.map(({ start, end }) => ({ start: textOfMinute(start), end: textOfMinute(end) })) ?? NEW_SPANS,
    firstDayFrom: template && template.firstDayFrom > 0 ? textOfMinute(template.firstDayFrom) : '',
    lastDayUntil: template && template.lastDayUntil < WHOLE_DAY ? textOfMinute(template.lastDayUntil) : '',
    slotMinutes: String(template?.slotMinutes ?? 20),
    days: template?.daysOfWeek ?? [1, 2, 3, 4, 5],
    applied: policy.applied,
    maxDrive: hours(policy.maxDriveSecondsPerDay),
    breakAfter: hours(policy.breakAfterSeconds),
    breakMinutes: String(Math.round(policy.breakSeconds / 60)),
    eveningDrive: hours(policy.eveningDriveSeconds),
    longDay: hours(policy.longDayDriveSeconds),
    longDays: String(policy.longDaysPerWeek),
    rest: hours(policy.dailyRestSeconds),
    drivingDays: policy.drivingDaysOfWeek,
    returns: policy.returnsToDepot,
    longestLeg: kilometres(policy.maxLegMetres),
    farthest: kilometres(policy.maxMetresFromDepot),
    periods: unit?.outOfService ?? [],
  }
}

/** A figure above zero (or zero where `least` is) up to `most`, with a comma or a point; null otherwise. */
function readFigure(text: string, most: number, least: 'zero' | 'above_zero' = 'above_zero'): number | null {
  const figure = Number(text.trim().replace(',', '.'))
  const isAbove = least === 'zero' ? figure >= 0 : figure > 0
  return text.trim() !== '' && isAbove && figure <= most ? figure : null
}

/** Whether a period out of service can be kept: a reason, and two days in order. */
export const isPeriodSound = ({ from, to, reason }: TypedPeriod): boolean =>
  from !== '' && to !== '' && from <= to && reason.trim() !== ''

/** Pieces of equipment as typed: one a line, empty lines left out. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The fields of a typed unit that cannot be kept as they are. */
export function unitFaults(typed: TypedUnit): ReadonlySet<keyof TypedUnit> {
  const faults = new Set<keyof TypedUnit>()
  if (typed.name.trim().length < 2) faults.add('name')
  for (const field of Object.keys(WHOLE_BOUNDS) as (keyof typeof WHOLE_BOUNDS)[]) {
    if (readWhole(typed[field], WHOLE_BOUNDS[field]) === null) faults.add(field)
  }
  for (const field of Object.keys(SIZE_BOUNDS) as (keyof typeof SIZE_BOUNDS)[]) {
    if (typed[field].trim() !== '' && readFigure(typed[field], SIZE_BOUNDS[field]) === null) faults.add(field)
  }
  for (const field of Object.keys(SPEED_BOUNDS) as (keyof typeof SPEED_BOUNDS)[]) {
    if (typed[field].trim() !== '' && readWhole(typed[field], SPEED_BOUNDS[field]) === null) faults.add(field)
  }
  for (const field of Object.keys(HOURS) as (keyof typeof HOURS)[]) {
    const least = field === 'eveningDrive' || field === 'rest' ? 'zero' : 'above_zero'
    if (readFigure(typed[field], HOURS[field], least) === null) faults.add(field)
  }
  for (const field of Object.keys(DISTANCE_BOUNDS) as (keyof typeof DISTANCE_BOUNDS)[]) {
    if (typed[field].trim() !== '' && readFigure(typed[field], DISTANCE_BOUNDS[field]) === null) faults.add(field)
  }
  const equipment = linesOf(typed.equipment)
  const isTooMuch = equipment.length > EQUIPMENT_LINES || equipment.some((line) => line.length > EQUIPMENT_LETTERS)
  if (isTooMuch) faults.add('equipment')
  if (typed.drivingDays.length === 0) faults.add('drivingDays')
  if (typed.spans.length === 0 || !typed.spans.every(isSpanSound)) faults.add('spans')
  if (typed.days.length === 0) faults.add('days')
  if (!typed.periods.every(isPeriodSound)) faults.add('periods')
  return faults
}

/** What to send of a typed unit without fault; what is not on screen stays as `unit` has it. */
export function readTypedUnit(typed: TypedUnit, unit: Unit | null, depotInsee: InseeCode | null): UnitEdit {
  const size = (field: keyof typeof SIZE_BOUNDS) => readFigure(typed[field], SIZE_BOUNDS[field])
  const speed = (field: keyof typeof SPEED_BOUNDS) => readWhole(typed[field], SPEED_BOUNDS[field])
  const seconds = (field: keyof typeof HOURS) => Math.round((readFigure(typed[field], 24, 'zero') ?? 0) * 60) * 60
  const metres = (field: keyof typeof DISTANCE_BOUNDS) => {
    const kilometres = readFigure(typed[field], DISTANCE_BOUNDS[field])
    return kilometres === null ? null : kilometres * 1000
  }
  const policy = unit?.drivingPolicy ?? USUAL_DRIVING
  return {
    name: typed.name.trim(),
    specialty: typed.specialty,
    rooms: Number(typed.rooms),
    depotInsee,
    profile: typed.profile,
    vehicle: {
      lengthMetres: size('lengthMetres'),
      widthMetres: size('widthMetres'),
      heightMetres: size('heightMetres'),
      weightTonnes: size('weightTonnes'),
      power: typed.power.trim() || null,
      licence: typed.licence || null,
      equipment: linesOf(typed.equipment),
      motorwayKmh: speed('motorwayKmh'),
      otherKmh: speed('otherKmh'),
    },
    sessionTemplate: {
      spans: typed.spans.map(({ start, end }) => ({ start: minuteOfText(start)!, end: minuteOfText(end)! })),
      firstDayFrom: minuteOfText(typed.firstDayFrom) ?? (0 as MinuteOfDay),
      lastDayUntil: minuteOfText(typed.lastDayUntil) ?? WHOLE_DAY,
      slotMinutes: Number(typed.slotMinutes),
      daysOfWeek: [...typed.days],
    },
    drivingPolicy: {
      ...policy,
      applied: typed.applied,
      maxDriveSecondsPerDay: seconds('maxDrive'),
      breakAfterSeconds: seconds('breakAfter'),
      breakSeconds: Number(typed.breakMinutes) * 60,
      eveningDriveSeconds: seconds('eveningDrive'),
      longDayDriveSeconds: seconds('longDay'),
      longDaysPerWeek: Number(typed.longDays),
      dailyRestSeconds: seconds('rest'),
      drivingDaysOfWeek: [...typed.drivingDays],
      returnsToDepot: typed.returns,
      maxLegMetres: metres('longestLeg'),
      maxMetresFromDepot: metres('farthest'),
    },
    outOfService: typed.periods.map(({ from, to, reason }) => ({
      from: from as LocalDate,
      to: to as LocalDate,
      reason: reason.trim(),
    })),
  }
}
