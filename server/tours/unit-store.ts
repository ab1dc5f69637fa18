import { z } from 'zod'
import type { UnitId } from '../../shared/ids.ts'
import { SessionTemplate } from '../../shared/plan.ts'
import { DrivingPolicy, type KeptUnit, OutOfService, type Unit, Vehicle } from '../../shared/unit.ts'
import { UNKNOWN_VEHICLE } from '../../shared/usual-unit.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

function toUnit(row: Schema['unit']): KeptUnit {
  return {
    unitId: row.id,
    name: row.name,
    specialty: row.specialty,
    rooms: row.rooms,
    vehicle: row.vehicle === null ? UNKNOWN_VEHICLE : Vehicle.parse(JSON.parse(row.vehicle)),
    depot: { name: row.depot_name, lngLat: [row.depot_lng, row.depot_lat] },
    sessionTemplate: SessionTemplate.parse(JSON.parse(row.session_template)),
    drivingPolicy: DrivingPolicy.parse(JSON.parse(row.driving_policy)),
    profile: row.profile,
    outOfService: z.array(OutOfService).parse(JSON.parse(row.out_of_service)),
    revision: row.revision,
    inService: row.active === 1,
  }
}

/** The units in service, by name. */
export async function listUnits(db: Database | Transaction): Promise<Unit[]> {
  return (await listEveryUnit(db)).filter((unit) => unit.inService)
}

/** Every unit by name, those in service first. */
export async function listEveryUnit(db: Database | Transaction): Promise<KeptUnit[]> {
  const rows = await db.selectFrom('unit').selectAll().orderBy('active', 'desc').orderBy('name').execute()
  return rows.map(toUnit)
}

/** One unit, in service or not, or undefined. */
export async function findUnit(db: Database | Transaction, unitId: UnitId): Promise<KeptUnit | undefined> {
  const row = await db.selectFrom('unit').selectAll().where('id', '=', unitId).executeTakeFirst()
  return row && toUnit(row)
}

/** Whether any tour was ever made with this unit. */
export async function hasTours(trx: Transaction, unitId: UnitId): Promise<boolean> {
  return (await trx.selectFrom('tour').select('id').where('unit_id', '=', unitId).executeTakeFirst()) !== undefined
}

/** Adds a unit in service, or replaces what is known of it and moves its revision on; in service or not, it stays so. */
export async function saveUnit(trx: Transaction, unit: Unit): Promise<void> {
  const known = {
    name: unit.name,
    specialty: unit.specialty,
    depot_name: unit.depot.name,
    depot_lng: unit.depot.lngLat[0],
    depot_lat: unit.depot.lngLat[1],
    profile: unit.profile,
    rooms: unit.rooms,
    session_template: JSON.stringify(unit.sessionTemplate),
    driving_policy: JSON.stringify(unit.drivingPolicy),
    out_of_service: JSON.stringify(unit.outOfService),
    vehicle: JSON.stringify(unit.vehicle),
  }
  await trx
    .insertInto('unit')
    .values({ id: unit.unitId, active: 1, revision: 1, ...known })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({ ...known, revision: row('unit.revision', '+', 1) })),
    )
    .execute()
}

/** Puts a unit in service or takes it out, and moves its revision on. */
export async function setInService(trx: Transaction, unitId: UnitId, inService: boolean): Promise<void> {
  await trx
    .updateTable('unit')
    .set((row) => ({ active: inService ? 1 : 0, revision: row('revision', '+', 1) }))
    .where('id', '=', unitId)
    .execute()
}
