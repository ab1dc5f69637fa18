import type { Vehicle } from './unit.ts'

// Figures alone: a screen that shows them fetches no schema.

/** The licences a driver may need, by French category. */
export const DRIVING_LICENCES = ['B', 'C1', 'C', 'CE', 'D'] as const

/** A vehicle of which nothing is known yet. */
export const UNKNOWN_VEHICLE: Vehicle = {
  lengthMetres: null,
  widthMetres: null,
  heightMetres: null,
  weightTonnes: null,
  licence: null,
  power: null,
  equipment: [],
  motorwayKmh: null,
  otherKmh: null,
}

/** How a crew drives unless its operator says otherwise: the figures of EU 561/2006, and no driving on Sundays. */
export const USUAL_DRIVING = {
  applied: true,
  maxDriveSecondsPerDay: 32_400,
  breakAfterSeconds: 16_200,
  breakSeconds: 2_700,
  eveningDriveSeconds: 7_200,
  drivingDaysOfWeek: [1, 2, 3, 4, 5, 6],
  returnsToDepot: 'after_idle_week' as const,
  maxLegMetres: null,
  maxMetresFromDepot: null,
  longDayDriveSeconds: 36_000,
  longDaysPerWeek: 2,
  dailyRestSeconds: 39_600,
}

/** [P] What a 12 t medical truck drives at most, on motorways and elsewhere, in km/h. */
export const USUAL_TRUCK_SPEEDS = { motorwayKmh: 90, otherKmh: 80 } as const
