import { InseeCode } from '../../shared/geo.ts'
import type { NeedRates, SitesUpload } from '../../shared/need.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { replaceSites, saveNeedRates } from './need-store.ts'
import { rowsOf } from './underserved-file.ts'

type Needs = Pick<Ports, 'db' | 'clock' | 'territory'>

/** Sets the rates of the need weight. Refuses bounds that cross. */
export async function setNeedRates(ports: Needs, rates: NeedRates, person: SignedInPerson): Promise<Refusal | null> {
  if (rates.lowest > rates.highest) return refuse('rates_bounds_crossed', { field: 'rates.lowest' })
  await change(ports, 'need_rates', person, (trx) => saveNeedRates(trx, rates))
  return null
}

/** Replaces the communes where a specialist is known to practise. Refuses a line without a code, or whose code nobody bears. */
export async function setSites(ports: Needs, upload: SitesUpload, person: SignedInPerson): Promise<Refusal | null> {
  const communes = readSiteCodes(upload.content, (code) => ports.territory.byInsee(code) !== undefined)
  if (isRefusal(communes)) return communes
  const { specialty, source, date } = upload
  await change(ports, 'specialist_sites', person, (trx) => replaceSites(trx, specialty, communes, { source, date }))
  return null
}

/** Forgets every known place of practice of a specialty. */
export function clearSites(ports: Needs, specialty: string, person: SignedInPerson): Promise<void> {
  return change(ports, 'specialist_sites', person, (trx) => replaceSites(trx, specialty, [], null))
}

function change(
  { db, clock }: Needs,
  resource: string,
  person: SignedInPerson,
  write: (trx: Transaction) => Promise<void>,
): Promise<void> {
  return transaction(db, async (trx) => {
    await write(trx)
    const at = clock.now()
    await recordAccess(trx, { person, action: 'update', resource, resourceId: null, purpose: 'administration', at })
  })
}

const COLUMNS = ['insee', 'code_insee', 'commune', 'codgeo', 'code']

/** INSEE codes of a CSV, from a column so named or else the first; each once. */
export function readSiteCodes(content: string, isKnown: (code: string) => boolean): InseeCode[] | Refusal {
  const rows = rowsOf(content.trim())
  if (!rows) return refuse('layer_empty', { field: 'content' })
  const header = rows[0]!.map((cell) => cell.trim().toLowerCase())
  const named = header.findIndex((cell) => COLUMNS.includes(cell))
  const codes = new Set<InseeCode>()
  for (const [index, row] of rows.entries()) {
    if (index === 0 && named !== -1) continue
    const code = InseeCode.safeParse((row[Math.max(0, named)] ?? '').trim().toUpperCase())
    const about = { field: 'content', details: { line: index + 1 } }
    if (!code.success) return refuse('sites_without_codes', about)
    if (!isKnown(code.data)) return refuse('sites_unknown_commune', about)
    codes.add(code.data)
  }
  return codes.size === 0 ? refuse('layer_empty', { field: 'content' }) : [...codes].sort()
}
