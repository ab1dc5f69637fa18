import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { listDemoPeople } from '../access/person-store.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { saveHostCentre } from '../territory/host-centre-store.ts'
import { loadHostCentres } from '../territory/host-centres.ts'
import { saveUnit } from '../tours/unit-store.ts'
import { seedCentrePhones, seedContacts } from './contacts.ts'
import { contentsOf, eraseUnfinishedDemo, insertFictitiousPerson, markSeeded } from './demo-store.ts'
import { mobilderm } from './mobilderm.ts'
import { sentBefore } from './patients.ts'
import { fictitiousPeople } from './people.ts'
import { seedEyeUnit } from './seed-eye-unit.ts'
import { seedReferrals } from './seed-referrals.ts'
import { seedTours } from './seed-tours.ts'

/** The demo opens on Monday 19 January 2026 at 8:00 in Paris, sixteen days before the pilot's first stop. */
export const DEMO_START: Instant = instantAt('2026-01-19' as LocalDate, 480 as MinuteOfDay, PARIS)

/** Writes the host centres, the unit and the fictitious accounts; nothing else. */
export async function seedPeopleAndPlaces({ db, newId }: Pick<Ports, 'db' | 'newId'>): Promise<void> {
  const centres = loadHostCentres()
  const centreOf = (insee: string) => {
    const centre = centres.find((candidate) => candidate.communeInsee === insee)
    if (!centre) throw new Error(`no host centre in commune ${insee}`)
    return centre.hostCentreId
  }
  await transaction(db, async (trx) => {
    for (const centre of centres) await saveHostCentre(trx, centre)
    await saveUnit(trx, mobilderm)
    for (const person of fictitiousPeople) await insertFictitiousPerson(trx, person, centreOf, newId, DEMO_START)
  })
}

/**
 * Fills an empty database with the demo, through the same use cases as the screens: the pilot tour published, a next
 * one proposed, a second unit of another specialty, and the patients referred before the demo opens. A demo cut short is written again whole; one that is
 * whole is left as it is. Refuses `real_accounts` rather than mix invented people with real ones.
 */
export async function seedDemo(ports: Ports): Promise<Refusal | undefined> {
  const contents = await contentsOf(ports.db)
  if (contents === 'real') return refuse('real_accounts', { details: { faults: [REAL_ACCOUNTS] } })
  if (contents === 'demo') return
  if (contents === 'unfinished') await transaction(ports.db, eraseUnfinishedDemo)
  await seedPeopleAndPlaces(ports)
  await seedTours(ports)
  await seedCentrePhones(ports)
  await seedContacts(ports)
  await seedReferrals(ports, sentBefore)
  await seedEyeUnit(ports)
  await markSeeded(ports.db)
}

const REAL_ACCOUNTS =
  'ESCALE_MODE: this database holds real accounts; the demonstration needs one of its own (ESCALE_DATA or DATABASE_URL)'
const DEMO_ACCOUNTS =
  'ESCALE_MODE: this database holds the demonstration and its fictitious accounts; production needs one of its own'

/** Refuses `demo_accounts` when a production database holds anything of the demonstration. */
export async function refuseDemoAccounts({ db }: Pick<Ports, 'db'>): Promise<Refusal | undefined> {
  const people = await listDemoPeople(db)
  if (people.length > 0) return refuse('demo_accounts', { details: { faults: [DEMO_ACCOUNTS] } })
}
