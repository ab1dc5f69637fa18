import type { UnderservedDrawing, UnderservedLayer, UnderservedUpload } from '../../shared/need.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import type { Territory } from './communes.ts'
import { readAreas } from './underserved-file.ts'
import { findUnderserved, removeUnderserved, replaceUnderserved, type StoredLayer } from './underserved-store.ts'

type Needs = Pick<Ports, 'db' | 'clock' | 'territory' | 'newId'>

/** Loads a file of underserved areas in place of the one in use; refused like `readAreas`, changing nothing. */
export async function loadUnderserved(
  { db, clock, territory, newId }: Needs,
  upload: UnderservedUpload,
  person: SignedInPerson,
): Promise<UnderservedLayer | Refusal> {
  const read = readAreas(upload.content, territory.communes, upload)
  if (isRefusal(read)) return read
  const { name, source, date } = upload
  const layer = { ...read, layerId: newId(), name, source, date, uploadedAt: clock.now() }
  await transaction(db, async (trx) => {
    await replaceUnderserved(trx, { ...layer, uploadedBy: person.personId })
    await recordAccess(trx, entryOf(person, 'create', layer.layerId, layer.uploadedAt))
  })
  return describe({ ...layer, uploadedBy: person.name }, territory)
}

/** Removes the layer in use. Refuses `not_found` when there is none. */
export function unloadUnderserved({ db, clock }: Needs, person: SignedInPerson): Promise<Refusal | null> {
  return transaction(db, async (trx) => {
    if (!(await removeUnderserved(trx))) return refuse('not_found')
    await recordAccess(trx, entryOf(person, 'delete', null, clock.now()))
    return null
  })
}

const entryOf = (
  person: SignedInPerson,
  action: 'create' | 'delete',
  resourceId: string | null,
  at: ReturnType<Needs['clock']['now']>,
) => ({ person, action, resource: 'underserved_layer', resourceId, purpose: 'administration', at })

/** The layer in use as the map draws it; without one, nothing to draw. */
export async function drawUnderserved({ db, territory }: Pick<Ports, 'db' | 'territory'>): Promise<UnderservedDrawing> {
  const layer = await findUnderserved(db)
  if (!layer) return { layer: null, outlines: [], communes: [] }
  const communes = layer.communes.flatMap((code) => territory.byInsee(code) ?? [])
  return {
    layer: describe(layer, territory),
    outlines: [...(layer.outlines ?? [])],
    communes: communes.map(({ insee, name, lngLat, population }) => ({ insee, name, lngLat, population })),
  }
}

function describe(layer: StoredLayer, territory: Territory): UnderservedLayer {
  const communes = layer.communes.flatMap((code) => territory.byInsee(code) ?? [])
  const people = (of: typeof communes) => of.reduce((sum, commune) => sum + commune.population, 0)
  const population = people(communes)
  const isApproximate = (quality: string) => quality !== 'official' && quality !== 'located'
  const approximate = people(communes.filter((commune) => isApproximate(commune.positionQuality)))
  const { layerId, name, source, date, kind, areas, unknownCodes, uploadedBy, uploadedAt } = layer
  return {
    layerId,
    name,
    source,
    date,
    kind,
    areas: [...areas],
    communes: communes.length,
    population,
    // Codes say by themselves who is inside; only outlines depend on where a commune is thought to be.
    approximateShare: kind === 'communes' || population === 0 ? 0 : approximate / population,
    unknownCodes: [...unknownCodes],
    uploadedBy,
    uploadedAt,
  }
}
