import type { NextHolder } from '../../shared/appointment.ts'
import type { AppointmentId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { recordAccesses } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { openIdentities } from '../referrals/open-identities.ts'
import type { Transaction } from '../store/database.ts'
import { listNextHolders } from './agenda-store.ts'
import { nameFor } from './open-entry.ts'

/**
 * Who holds now, or is offered, the place each of these ended appointments left; absent when it is free. Named when the
 * patient is of a centre of the reader, whose reading is recorded; otherwise only of which centre they are.
 */
export async function nameNextHolders(
  trx: Transaction,
  ports: Pick<Ports, 'vault' | 'clock'>,
  person: SignedInPerson,
  ended: readonly AppointmentId[],
): Promise<Map<AppointmentId, NextHolder>> {
  const rows = await listNextHolders(trx, ended)
  const own = rows.filter(({ centreId }) => person.centreIds.includes(centreId)).map(({ referralId }) => referralId)
  const readable = [...new Set(own)]
  const patients = await openIdentities(trx, ports, readable)
  const read = { person, action: 'read', resource: 'referral', purpose: 'freed place', at: ports.clock.now() } as const
  await recordAccesses(
    trx,
    readable.map((resourceId) => ({ ...read, resourceId })),
  )
  return new Map(
    rows.map(({ endedAppointmentId, referralId, centreName, priorityClass, state, heldUntil, zone }) => {
      const patient = patients.get(referralId)
      const patientName = patient ? nameFor(patient, person.centreIds) : null
      return [endedAppointmentId, { patientName, centreName, priorityClass, state, heldUntil, zone }]
    }),
  )
}
