import type { HostCentreId } from '../../shared/ids.ts'
import type { LoggedMessage, LoggedReply, MessageState } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal } from '../../shared/problem.ts'
import { PatientIdentity } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { nameNextHolders } from '../appointments/name-next-holders.ts'
import { nameOf as nameOfPatient } from '../appointments/open-entry.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { countMessages, listMessages } from './message-store.ts'
import { readPhone } from './phone.ts'
import { listReplies, patientsWrittenTo } from './reply-store.ts'

type ReadingPorts = Pick<Ports, 'db' | 'vault' | 'config' | 'clock'>

const PAGE = 100

/** The name on a sealed identity, as the agenda shows it: « EXEMPLE Iris ». */
export function nameOf({ vault }: Pick<Ports, 'vault'>, sealedIdentity: string): string {
  return nameOfPatient({ identity: PatientIdentity.parse(JSON.parse(vault.open(sealedIdentity))) })
}

/** A stored number as people write it. */
export function numberOf({ vault, config }: Pick<Ports, 'vault' | 'config'>, sealedPhone: string): string {
  const number = vault.open(sealedPhone)
  const phone = readPhone(number, config)
  return isRefusal(phone) ? number : phone.display
}

/** The latest SMS of the person's centres with counts by state; reading them is recorded. */
export async function messageLog(
  ports: ReadingPorts,
  person: SignedInPerson,
  query: { readonly states?: readonly MessageState[] | undefined; readonly before?: Instant | undefined },
): Promise<{ messages: LoggedMessage[]; counts: Partial<Record<MessageState, number>>; hasMore: boolean }> {
  return transaction(ports.db, async (trx) => {
    const rows = await listMessages(trx, person.centreIds, { ...query, limit: PAGE + 1 })
    await recordReading(trx, ports, person, 'message')
    const messages = rows.slice(0, PAGE).map((row) => ({
      messageId: row.id,
      centreId: row.centre_id,
      appointmentId: row.appointment_id,
      kind: row.kind,
      language: row.language,
      state: row.state,
      gateway: row.gateway,
      patientName: row.sealedIdentity ? nameOf(ports, row.sealedIdentity) : '',
      phone: numberOf(ports, row.sealed_phone),
      body: ports.vault.open(row.sealed_body),
      segments: row.segments,
      asks: row.asks === 1,
      urgent: row.urgent === 1,
      createdAt: row.created_at,
      dueAt: row.due_at,
      sentAt: row.sent_at,
      answeredAt: row.answered_at,
      attempts: row.attempts,
      skippedReason: row.skipped_reason,
    }))
    return { messages, counts: await countMessages(trx, person.centreIds), hasMore: rows.length > PAGE }
  })
}

/** The latest replies to the person's centres, and those of numbers we never wrote to; reading them is recorded. */
export async function replyLog(ports: ReadingPorts, person: SignedInPerson): Promise<LoggedReply[]> {
  return transaction(ports.db, async (trx) => {
    const rows = await listReplies(trx, person.centreIds, PAGE)
    const phones = [...new Set(rows.map((row) => row.phone_fingerprint))]
    const patients = await patientsWrittenTo(trx, phones, person.centreIds)
    const freed = rows.flatMap((row) => (row.meaning === 'no' && row.appointmentId ? [row.appointmentId] : []))
    const next = await nameNextHolders(trx, ports, person, freed)
    await recordReading(trx, ports, person, 'reply')
    return rows.map((row) => ({
      replyId: row.id,
      receivedAt: row.received_at,
      phone: numberOf(ports, row.sealed_phone),
      body: ports.vault.open(row.sealed_body),
      meaning: row.meaning,
      state: row.state,
      patientNames: patients
        .filter((patient) => patient.phone === row.phone_fingerprint)
        .map((patient) => nameOf(ports, patient.sealedIdentity)),
      reviewedBy: row.reviewedByName,
      reviewedAt: row.reviewed_at,
      next: (row.meaning === 'no' && row.appointmentId && next.get(row.appointmentId)) || null,
    }))
  })
}

async function recordReading(
  trx: Parameters<typeof recordAccess>[0],
  { clock }: Pick<Ports, 'clock'>,
  person: SignedInPerson,
  resource: string,
): Promise<void> {
  for (const centreId of person.centreIds satisfies readonly HostCentreId[])
    await recordAccess(trx, {
      person,
      action: 'read',
      resource,
      resourceId: centreId,
      purpose: 'contact',
      at: clock.now(),
    })
}
