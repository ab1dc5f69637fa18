import { readConfig } from '../../server/config.ts'
import { saveDemoClock } from '../../server/demo/clock-store.ts'
import { insertFictitiousPerson } from '../../server/demo/demo-store.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { closePorts, makePorts } from '../../server/make-ports.ts'
import type { Ports } from '../../server/ports.ts'
import { transaction } from '../../server/store/database.ts'
import { listHostCentres, saveHostCentre } from '../../server/territory/host-centre-store.ts'
import { saveUnit } from '../../server/tours/unit-store.ts'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId, PersonId, SpecialistId, UnitId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Unit } from '../../shared/unit.ts'

/** Where the units of a season live; each serves the centres nearest to it. */
const DEPOTS: readonly { readonly name: string; readonly lngLat: LngLat }[] = [
  { name: 'Bordeaux (hypothèse)', lngLat: [-0.5792, 44.8378] },
  { name: 'Limoges (hypothèse)', lngLat: [1.2611, 45.8336] },
  { name: 'Orléans (hypothèse)', lngLat: [1.9093, 47.903] },
]

const id = (family: string, number: number) => `00000000-0000-4000-8000-${family}${String(number).padStart(8, '0')}`

/**
 * The demo in a folder of its own, grown to `centres` host centres standing in real communes of the same regions and
 * three units, each with a volunteer who may consult anywhere; its clock at `now` where given. Start the application on that folder afterwards.
 */
export async function buildSeasonWorld(
  folder: string,
  { centres, now }: { centres: number; now?: Instant },
): Promise<void> {
  const config = readConfig({ ESCALE_DATA: folder, LOG_LEVEL: 'silent' })
  if (isRefusal(config)) throw new Error(config.refusal)
  const ports = await makePorts(config)
  if (isRefusal(ports)) throw new Error(ports.refusal)
  try {
    await growWorld(ports, centres)
    if (now) await saveDemoClock(ports.db, now)
  } finally {
    await closePorts(ports)
  }
}

/** Adds centres in real communes to those known, up to `wanted`, and the units and volunteers of a season. */
export async function growWorld(ports: Ports, wanted: number): Promise<void> {
  const known = await listHostCentres(ports.db)
  const added = newCentres(ports, known, wanted - known.length)
  const departments = [...new Set([...known, ...added].map((centre) => centre.department))]
  await transaction(ports.db, async (trx) => {
    for (const centre of added) await saveHostCentre(trx, centre)
    for (const unit of seasonUnits().slice(1)) await saveUnit(trx, unit)
    for (const [at] of DEPOTS.entries()) {
      await insertFictitiousPerson(
        trx,
        {
          id: id('0701', at) as PersonId,
          name: `Dr Volontaire ${['Alpha', 'Bravo', 'Charlie'][at]}`,
          role: 'specialist',
          description: 'Volontaire inventé d’une saison.',
          specialist: {
            id: id('0702', at) as SpecialistId,
            status: 'retired',
            base: known[0]!.communeInsee,
            maxDaysPerMonth: 31,
            departments,
          },
        },
        () => known[0]!.hostCentreId,
        ports.newId,
        ports.clock.now(),
      )
    }
  })
}

/** The pilot's unit and two like it. */
export function seasonUnits(): Unit[] {
  return DEPOTS.map((depot, at) =>
    at === 0 ? mobilderm : { ...mobilderm, unitId: id('0703', at) as UnitId, name: `Mobil’Derm ${at + 1}`, depot },
  )
}

/** Centres in towns of 1 000 to 4 000 people around the depots, none within 12 km of another. */
function newCentres(
  { territory }: Pick<Ports, 'territory'>,
  known: readonly HostCentre[],
  count: number,
): HostCentre[] {
  const places = known.map((centre) => centre.lngLat)
  const model = known[0]!
  const towns = territory.communes
    .filter((commune) => commune.population >= 1000 && commune.population <= 4000)
    .filter((commune) => commune.positionQuality === 'located')
    .map((commune) => ({
      commune,
      metres: Math.min(...DEPOTS.map((depot) => distanceMetres(depot.lngLat, commune.lngLat))),
    }))
    .sort((one, other) => one.metres - other.metres)
  const added: HostCentre[] = []
  for (const { commune } of towns) {
    if (added.length === count) break
    if (places.some((place) => distanceMetres(place, commune.lngLat) < 12_000)) continue
    places.push(commune.lngLat)
    added.push(
      HostCentre.parse({
        ...model,
        hostCentreId: id('0704', added.length) as HostCentreId,
        name: commune.name,
        communeInsee: commune.insee,
        department: commune.department,
        lngLat: commune.lngLat,
        minDays: 1,
        maxDays: 2,
        phone: null,
        address: null,
        directions: null,
      }),
    )
  }
  if (added.length < count) throw new Error(`only ${added.length} towns for ${count} centres`)
  return added
}
