import { NewCentre } from '../../shared/administration.ts'
import { DrivingPolicy, NewUnit } from '../../shared/unit.ts'
import { UNKNOWN_VEHICLE } from '../../shared/usual-unit.ts'

const morning = [{ start: 540, end: 720 }]

/** A centre as an administrator would open it: Guéret, five mornings a week, its hours confirmed. */
export const newCentre: NewCentre = NewCentre.parse({
  communeInsee: '23096',
  facts: {
    name: 'Maison de santé d’essai',
    lines: 1,
    phone: null,
    address: null,
    directions: null,
    minDays: 2,
    maxDays: 4,
    revisitDays: 42,
  },
  openingHours: { 1: morning, 2: morning, 3: morning, 4: morning, 5: morning, 6: [], 7: [] },
  openingHoursAssumed: false,
  closedWeeks: [],
})

/** A unit as an administrator would add it: its vehicle still unknown, its depot at Limoges. */
export const newUnit: NewUnit = NewUnit.parse({
  name: 'Unité d’essai',
  specialty: 'dermatology',
  rooms: 1,
  depotInsee: '87085',
  profile: 'truck',
  vehicle: UNKNOWN_VEHICLE,
  sessionTemplate: { spans: morning },
  drivingPolicy: DrivingPolicy.parse({}),
  outOfService: [],
})
