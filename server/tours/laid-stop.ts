import { daysFromTo } from '../../shared/days.ts'
import type { SessionId, StopId, TourId } from '../../shared/ids.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Unit } from '../../shared/unit.ts'
import type { LaidStop } from './stop-edits.ts'

/** A laid stop as if it were written, planned and with the roster of `known`, the stop it changes, on the days they share. */
export function summariseLaidStop(
  { edit, centre, sessions }: LaidStop,
  { tourId, unit, known }: { tourId: TourId; unit: Unit; known?: StopSummary | undefined },
  newId: () => string,
): StopSummary {
  return {
    stopId: edit.stopId ?? (newId() as StopId),
    tourId,
    unitId: unit.unitId,
    unitName: unit.name,
    specialty: unit.specialty,
    centreId: centre.hostCentreId,
    centreName: centre.name,
    communeInsee: centre.communeInsee,
    department: centre.department,
    lngLat: centre.lngLat,
    zone: centre.zone,
    firstDay: edit.firstDay,
    lastDay: edit.lastDay,
    state: 'planned',
    pinned: edit.pinned,
    rooms: unit.rooms,
    sessions: sessions.map((session) => ({ ...session, sessionId: newId() as SessionId })),
    staffing: daysFromTo(edit.firstDay, edit.lastDay).map((date) => ({
      date,
      specialists: known?.staffing.find((day) => day.date === date)?.specialists ?? [],
    })),
  }
}
