import type { AppointmentId } from '../../shared/ids.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import type { AppointmentContext } from './appointment-context-store.ts'
import { linkAddress, linkExpiry, linkToken } from './patient-link.ts'
import { extendLink, findLinkOf, insertLink } from './patient-link-store.ts'

/** The address of an appointment's page, the same in every SMS about it; made on first use, its token kept hashed and sealed. */
export async function openPatientLink(
  trx: Transaction,
  { config, vault, newToken }: Pick<Ports, 'config' | 'vault' | 'newToken'>,
  appointment: Pick<AppointmentContext, 'date' | 'zone'> & { readonly appointmentId: AppointmentId },
  moment: Moment,
): Promise<string> {
  const expiresAt = linkExpiry(appointment.date, appointment.zone)
  const known = await findLinkOf(trx, appointment.appointmentId)
  if (known) {
    if (known.expires_at !== expiresAt) await extendLink(trx, known.token_hash, expiresAt)
    return linkAddress(config.publicUrl, vault.open(known.sealed_token))
  }
  const token = linkToken(newToken())
  await insertLink(trx, {
    token_hash: vault.fingerprint(token),
    appointment_id: appointment.appointmentId,
    created_at: moment.now,
    expires_at: expiresAt,
    sealed_token: vault.seal(token),
  })
  return linkAddress(config.publicUrl, token)
}
