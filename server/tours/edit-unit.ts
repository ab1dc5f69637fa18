import { UnitId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { KeptUnit, NewUnit, Unit, UnitChange, UnitEdit } from '../../shared/unit.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { knownProtocols } from '../referrals/protocols.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { checkUnit } from './check-unit.ts'
import { findUnit, hasTours, listEveryUnit, saveUnit } from './unit-store.ts'

type UnitPorts = Pick<Ports, 'db' | 'clock' | 'newId' | 'territory'>

/** The specialties a unit may have: those with a protocol, in the order of their codes. */
export function unitSpecialties(): string[] {
  return [...new Set(knownProtocols().all.map(({ protocol }) => protocol.specialty))].sort()
}

/**
 * Puts a unit in service, ready for tours. Refuses `unknown_specialty`, `unknown_commune` (its depot's),
 * `unit_name_taken`, and what `checkUnit` refuses.
 */
export function addUnit(ports: UnitPorts, unit: NewUnit, person: SignedInPerson): Promise<KeptUnit | Refusal> {
  const unitId = UnitId.parse(ports.newId())
  return transaction(ports.db, (trx) => keepUnit(trx, ports, { unitId, known: undefined, edit: unit, person }))
}

/**
 * Changes a unit, with the refusals of `addUnit`, `not_found`, and `changed_meanwhile` when it is not the revision that
 * was read. Published stops keep their sessions: the usual day
 * counts for stops laid or moved from now on. Once it has a tour, its specialty stays (`unit_specialty_kept`).
 */
export function editUnit(
  ports: UnitPorts,
  unitId: UnitId,
  { revision, ...edit }: UnitChange,
  person: SignedInPerson,
): Promise<KeptUnit | Refusal> {
  return transaction(ports.db, async (trx) => {
    const known = await findUnit(trx, unitId)
    if (!known) return refuse('not_found')
    if (known.revision !== revision) return refuse('changed_meanwhile')
    return keepUnit(trx, ports, { unitId, known, edit, person })
  })
}

async function keepUnit(
  trx: Transaction,
  { clock, territory }: UnitPorts,
  {
    unitId,
    known,
    edit,
    person,
  }: { unitId: UnitId; known: KeptUnit | undefined; edit: UnitEdit; person: SignedInPerson },
): Promise<KeptUnit | Refusal> {
  if (!unitSpecialties().includes(edit.specialty)) return refuse('unknown_specialty', { field: 'specialty' })
  if (known && known.specialty !== edit.specialty && (await hasTours(trx, unitId))) {
    return refuse('unit_specialty_kept', { field: 'specialty' })
  }
  const commune = edit.depotInsee === null ? null : territory.byInsee(edit.depotInsee)
  const depot = commune ? { name: commune.name, lngLat: commune.lngLat } : commune === null ? known?.depot : undefined
  if (!depot) return refuse('unknown_commune', { field: 'depotInsee' })
  const refusal = checkUnit(edit)
  if (refusal) return refusal
  const isTaken = (await listEveryUnit(trx)).some(
    (other) => other.unitId !== unitId && COLLATOR.compare(other.name, edit.name) === 0,
  )
  if (isTaken) return refuse('unit_name_taken', { field: 'name' })
  const { depotInsee: _, ...facts } = edit
  const { spans, daysOfWeek } = edit.sessionTemplate
  const unit: Unit = {
    ...facts,
    unitId,
    depot,
    sessionTemplate: {
      ...edit.sessionTemplate,
      spans: spans.toSorted((one, other) => one.start - other.start),
      daysOfWeek: [...new Set(daysOfWeek)].sort(),
    },
  }
  await saveUnit(trx, unit)
  const about = { action: known ? 'update' : 'create', resource: 'unit', resourceId: unitId } as const
  await recordAccess(trx, { ...about, person, purpose: 'administration', at: clock.now() })
  return { ...unit, revision: (known?.revision ?? 0) + 1, inService: known?.inService ?? true }
}

const COLLATOR = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true })
