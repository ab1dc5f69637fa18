import { HostCentre, WeekHours } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

type Row = Schema['host_centre']

const ClosedWeeks = HostCentre.shape.closedWeeks

function toHostCentre(row: Row): HostCentre {
  return {
    hostCentreId: row.id,
    name: row.name,
    communeInsee: row.commune_insee,
    department: row.department,
    lngLat: [row.lng, row.lat],
    zone: row.zone,
    lines: row.lines,
    phone: row.phone,
    address: row.address,
    directions: row.directions,
    openingHours: WeekHours.parse(JSON.parse(row.opening_hours)),
    openingHoursAssumed: row.opening_hours_assumed === 1,
    closedWeeks: ClosedWeeks.parse(JSON.parse(row.closed_weeks)),
    minDays: row.min_days,
    maxDays: row.max_days,
    revisitDays: row.revisit_days,
    active: row.active === 1,
  }
}

function toRow(centre: HostCentre): Row {
  return {
    id: centre.hostCentreId,
    name: centre.name,
    commune_insee: centre.communeInsee,
    department: centre.department,
    lng: centre.lngLat[0],
    lat: centre.lngLat[1],
    zone: centre.zone,
    lines: centre.lines,
    phone: centre.phone,
    address: centre.address,
    directions: centre.directions,
    opening_hours: JSON.stringify(centre.openingHours),
    opening_hours_assumed: centre.openingHoursAssumed ? 1 : 0,
    closed_weeks: JSON.stringify(centre.closedWeeks),
    min_days: centre.minDays,
    max_days: centre.maxDays,
    revisit_days: centre.revisitDays,
    active: centre.active ? 1 : 0,
  }
}

/** Every centre, active or not, by name. */
export async function listHostCentres(db: Database | Transaction): Promise<HostCentre[]> {
  const rows = await db.selectFrom('host_centre').selectAll().execute()
  return rows.map(toHostCentre).sort((one, other) => one.name.localeCompare(other.name, 'fr'))
}

/** One centre, or undefined. */
export async function findHostCentre(db: Database | Transaction, id: HostCentreId): Promise<HostCentre | undefined> {
  const row = await db.selectFrom('host_centre').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toHostCentre(row)
}

/** Adds a centre, or replaces everything known of it. */
export async function saveHostCentre(trx: Transaction, centre: HostCentre): Promise<void> {
  const { id, ...rest } = toRow(centre)
  await trx
    .insertInto('host_centre')
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
}
