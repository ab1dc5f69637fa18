import { z } from 'zod'
import type { InseeCode } from '../../shared/geo.ts'
import { NeedRates } from '../../shared/need.ts'
import { LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

const RATES = 'need_rates'
const sitesKey = (specialty: string) => `specialist_sites_${specialty}`

const SitesOrigin = z.object({ source: z.string(), date: LocalDate })
type SitesOrigin = z.infer<typeof SitesOrigin>

async function readSetting(db: Database | Transaction, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row && JSON.parse(row.value)
}

async function saveSetting(trx: Transaction, key: string, content: object): Promise<void> {
  const value = JSON.stringify(content)
  await trx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** The rates of the need weight; what was never set has its default. */
export async function readNeedRates(db: Database | Transaction): Promise<NeedRates> {
  return NeedRates.parse((await readSetting(db, RATES)) ?? {})
}

/** Sets the rates. */
export function saveNeedRates(trx: Transaction, rates: NeedRates): Promise<void> {
  return saveSetting(trx, RATES, rates)
}

/** Communes where a specialist of that kind is known to practise, by code, and where the list comes from. */
export async function readSites(
  db: Database | Transaction,
  specialty: string,
): Promise<{ communes: InseeCode[]; origin: SitesOrigin | null }> {
  const rows = await db
    .selectFrom('specialist_site')
    .select('commune_insee')
    .where('specialty', '=', specialty)
    .orderBy('commune_insee')
    .execute()
  const origin = await readSetting(db, sitesKey(specialty))
  return { communes: rows.map((row) => row.commune_insee), origin: origin ? SitesOrigin.parse(origin) : null }
}

/** Replaces the list of one specialty; an empty one leaves nothing, its origin included. */
export async function replaceSites(
  trx: Transaction,
  specialty: string,
  communes: readonly InseeCode[],
  origin: SitesOrigin | null,
): Promise<void> {
  await trx.deleteFrom('specialist_site').where('specialty', '=', specialty).execute()
  await trx.deleteFrom('setting').where('key', '=', sitesKey(specialty)).execute()
  if (communes.length === 0 || !origin) return
  const rows = communes.map((commune_insee) => ({ specialty, commune_insee }))
  for (let from = 0; from < rows.length; from += 500) {
    await trx
      .insertInto('specialist_site')
      .values(rows.slice(from, from + 500))
      .execute()
  }
  await saveSetting(trx, sitesKey(specialty), origin)
}

/** How many referrals of a specialty wait for a place, per commune of the patient. */
export async function countWaitingByCommune(
  db: Database | Transaction,
  specialty: string,
): Promise<Map<InseeCode, number>> {
  const rows = await db
    .selectFrom('referral')
    .where('specialty', '=', specialty)
    .where('state', '=', 'waiting')
    .select((of) => ['commune_insee', of.fn.countAll<number>().as('count')])
    .groupBy('commune_insee')
    .execute()
  return new Map(rows.map((row) => [row.commune_insee, Number(row.count)]))
}
