import type { UnitId } from '../../shared/ids.ts'
import { Unit } from '../../shared/unit.ts'
import { UNKNOWN_VEHICLE } from '../../shared/usual-unit.ts'

const hour = (hours: number, minutes = 0) => hours * 60 + minutes

/** An invented unit of another specialty, said to be so in its name: the product is tied to none. */
export const eyeUnit: Unit = Unit.parse({
  unitId: '00000000-0000-4000-8000-000000000302' as UnitId,
  name: 'Unité de la vue (fictive)',
  specialty: 'ophthalmology',
  rooms: 1,
  vehicle: UNKNOWN_VEHICLE,
  depot: { name: 'Guéret (hypothèse)', lngLat: [1.8717, 46.1703] },
  sessionTemplate: {
    spans: [
      { start: hour(9, 30), end: hour(12, 10) },
      { start: hour(13, 30), end: hour(16, 30) },
    ],
    firstDayFrom: hour(10),
    lastDayUntil: hour(16),
    slotMinutes: 20,
    daysOfWeek: [1, 2, 3, 4, 5],
  },
  drivingPolicy: {},
  profile: 'truck',
  outOfService: [],
})
