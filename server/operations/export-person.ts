import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { listRecordsOfSamePatient } from '../access/same-patient-store.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { personDataWords } from './person-data-words.ts'
import { findPatientOf, readPersonRecord } from './person-record-store.ts'
import { readRetentionRules } from './retention-store.ts'

/** What is of use to the machine alone, and would tell the person nothing of themselves. */
const MACHINERY = /_fingerprint$|^dedupe_key$|^idempotency_key$|^claimed_until$|^gateway_reference$|^revision$/

/**
 * Everything kept about the patient of a referral, in clear, with who read or changed it, what it is for and how long it is
 * kept: for the patient to be given (GDPR, articles 15 and 20), but a letter its author has not sent. A GP of their centre
 * alone may, since clinical fields are part of it; the export is logged.
 */
export async function exportPerson(
  { db, vault, clock }: Pick<Ports, 'db' | 'vault' | 'clock'>,
  referralId: ReferralId,
  person: SignedInPerson,
): Promise<Record<string, unknown> | Refusal> {
  return transaction(db, async (trx) => {
    const patient = await findPatientOf(trx, referralId, person.centreIds)
    if (!patient) return refuse('not_found')
    const records = await listRecordsOfSamePatient(trx, patient.id)
    const whose = { patientId: patient.id, phone: patient.phone_fingerprint, records }
    const { accesses, ...record } = await readPersonRecord(trx, whose)
    const at = clock.now()
    const done = { action: 'export', resource: 'patient', resourceId: patient.id, purpose: 'person_data' } as const
    await recordAccess(trx, { person, ...done, at })
    const clear = (row: object) => inClear(vault, row)
    const shown = { ...record, visits: record.visits.map(withoutKeptLetter) }
    const lists = Object.entries(shown).map(([name, rows]) => [name, (rows as object[]).map(clear)])
    const about = personDataWords(await readRetentionRules(trx))
    return { exportedAt: at, about, patient: clear(patient), ...Object.fromEntries(lists), accesses }
  })
}

/** What a specialist keeps back is a draft, theirs alone: the centre learns of it neither on screen nor by an export. */
function withoutKeptLetter<Visit extends { letter_sent_at: Instant | null; sealed_letter: Sealed | null }>(
  visit: Visit,
) {
  const isKept = visit.sealed_letter !== null && visit.letter_sent_at === null
  return { ...visit, sealed_letter: isKept ? null : visit.sealed_letter, letter_kept_back: isKept }
}

/** A row with what was sealed opened, under its plain name; texts that are JSON are read. */
function inClear(vault: Ports['vault'], row: object): Record<string, unknown> {
  const fields = Object.entries(row).filter(([column]) => !MACHINERY.test(column))
  return Object.fromEntries(
    fields.map(([column, value]) => {
      if (!column.startsWith('sealed_')) return [column, value]
      return [column.slice('sealed_'.length), typeof value === 'string' ? readJson(vault.open(value)) : null]
    }),
  )
}

function readJson(text: string): unknown {
  try {
    return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
  } catch {
    return text
  }
}
