import { z } from 'zod'
import { DepartmentCode } from './geo.ts'
import { HostCentreId, StopId, TourId, UnitId } from './ids.ts'
import { LocalDate } from './time.ts'
import { StopState } from './tour.ts'
import { Specialty } from './unit.ts'

/** A period of a season, both days included; by default the calendar year. */
export const SeasonQuery = z.object({ from: LocalDate.optional(), to: LocalDate.optional() })
export type SeasonQuery = z.infer<typeof SeasonQuery>

/** A stop as the season's timeline shows it. `toStaff`: days without a specialist. */
export const SeasonStop = z.object({
  stopId: StopId,
  tourId: TourId,
  tourName: z.string(),
  unitId: UnitId,
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  firstDay: LocalDate,
  lastDay: LocalDate,
  state: StopState,
  toStaff: z.int().min(0),
})
export type SeasonStop = z.infer<typeof SeasonStop>

/** Several units at one host in one week, named by its Monday. */
export const HostConflict = z.object({
  centreId: HostCentreId,
  centreName: z.string(),
  monday: LocalDate,
  stopIds: z.array(StopId),
})
export type HostConflict = z.infer<typeof HostConflict>

/** Who is where: every unit, its stops by first day, and the hosts that would see two units in one week. */
export const SeasonView = z.object({
  from: LocalDate,
  to: LocalDate,
  units: z.array(z.object({ unitId: UnitId, name: z.string(), specialty: Specialty })),
  stops: z.array(SeasonStop),
  conflicts: z.array(HostConflict),
})
export type SeasonView = z.infer<typeof SeasonView>
