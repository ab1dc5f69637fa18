import type { UnitId } from '../../shared/ids.ts'
import { Unit } from '../../shared/unit.ts'
import { UNKNOWN_VEHICLE } from '../../shared/usual-unit.ts'

const hour = (hours: number, minutes = 0) => hours * 60 + minutes

/**
 * The pilot's unit. Its name and specialty are facts; depot, rooms, hours and vehicle are not published: the depot and
 * the hours are assumptions an administrator sets, the vehicle stays unknown and is shown so.
 */
export const mobilderm: Unit = Unit.parse({
  unitId: '00000000-0000-4000-8000-000000000301' as UnitId,
  name: 'Mobil’Derm',
  specialty: 'dermatology',
  rooms: 1,
  vehicle: UNKNOWN_VEHICLE,
  depot: { name: 'Bordeaux (hypothèse)', lngLat: [-0.5792, 44.8378] },
  sessionTemplate: {
    spans: [
      { start: hour(9), end: hour(12, 40) },
      { start: hour(13, 40), end: hour(17, 20) },
    ],
    firstDayFrom: hour(10, 20),
    lastDayUntil: hour(16),
    // What a place takes on average when 20-minute consultations, 40-minute ones and breaks share a session.
    slotMinutes: 24,
    daysOfWeek: [1, 2, 3, 4, 5],
  },
  drivingPolicy: {},
  profile: 'truck',
  outOfService: [],
})
