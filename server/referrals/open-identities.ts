import type { ReferralId } from '../../shared/ids.ts'
import { PatientIdentity } from '../../shared/referral.ts'
import type { Ports } from '../ports.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listPatientsOf, type PatientRow } from './patient-store.ts'

/** A patient with identity and phone open: only for those PRODUCT.md §1 lets see them. */
export type OpenPatient = {
  readonly patientId: PatientRow['id']
  readonly centreId: PatientRow['centre_id']
  readonly identity: PatientIdentity
  /** In the form `+33…`; null when there is none. */
  readonly phone: string | null
  readonly phoneOwner: string
  readonly communeInsee: PatientRow['commune_insee']
  readonly mobility: string
  readonly interpreter: string | null
  readonly language: 'fr' | 'en'
  readonly smsInformed: boolean
  readonly smsStopped: boolean
}

/** Opens one stored patient. */
export function openPatient({ vault }: Pick<Ports, 'vault'>, row: PatientRow): OpenPatient {
  return {
    patientId: row.id,
    centreId: row.centre_id,
    identity: PatientIdentity.parse(JSON.parse(vault.open(row.sealed_identity))),
    phone: row.sealed_phone === null ? null : vault.open(row.sealed_phone),
    phoneOwner: row.phone_owner,
    communeInsee: row.commune_insee,
    mobility: row.mobility,
    interpreter: row.sealed_interpreter === null ? null : vault.open(row.sealed_interpreter),
    language: row.language,
    smsInformed: row.sms_informed === 1,
    smsStopped: row.sms_stopped === 1,
  }
}

/** The patients behind referrals. The caller checks who asks, and records the access. */
export async function openIdentities(
  db: Database | Transaction,
  ports: Pick<Ports, 'vault'>,
  referralIds: readonly ReferralId[],
): Promise<Map<ReferralId, OpenPatient>> {
  const rows = await listPatientsOf(db, referralIds)
  return new Map(rows.map((row) => [row.referralId, openPatient(ports, row)]))
}
