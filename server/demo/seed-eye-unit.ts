import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { saveUnit } from '../tours/unit-store.ts'
import { eyeUnit } from './eye-unit.ts'
import { sentBefore, sentToEyeUnit } from './patients.ts'
import { seedReferrals } from './seed-referrals.ts'
import { layTour } from './seed-tours.ts'

/** Invented days in Creuse and Haute-Vienne, beside the pilot and without a day of it. */
const STOPS = [
  { communeInsee: '23002', from: '2026-02-10', to: '2026-02-11' },
  { communeInsee: '87003', from: '2026-03-12', to: '2026-03-13' },
]
const ROSTER = { '2026-02-10': 'Azur', '2026-02-11': 'Azur', '2026-03-12': 'Azur', '2026-03-13': 'Azur' }

/** A second, small unit of another specialty: its programme published and its first patients referred. */
export async function seedEyeUnit(ports: Ports): Promise<void> {
  await transaction(ports.db, (trx) => saveUnit(trx, eyeUnit))
  const { unitId } = eyeUnit
  const name = 'La vue en Limousin (fictif)'
  await layTour(ports, { unitId, name, from: '2026-01-20', to: '2026-03-31', stops: STOPS, roster: ROSTER })
  const before = sentBefore.reduce((count, { cases }) => count + cases.length, 0)
  await seedReferrals(ports, sentToEyeUnit, before)
}
