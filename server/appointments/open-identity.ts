import { z } from 'zod'
import type { AgendaEntry } from '../../shared/appointment.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Ports } from '../ports.ts'
import type { AgendaRow, SealedPerson } from './identity-store.ts'

const Identity = z.object({ familyName: z.string(), givenName: z.string(), birthDate: z.string() })

/** « EXEMPLE Iris » from a sealed identity. */
export function openName({ vault }: Pick<Ports, 'vault'>, person: Pick<SealedPerson, 'sealedIdentity'>): string {
  const { familyName, givenName } = Identity.parse(JSON.parse(vault.open(person.sealedIdentity)))
  return `${familyName.toLocaleUpperCase('fr')} ${givenName}`
}

/** The name for a reader on duty at the patient's centre; null for everyone else. */
export function nameFor(
  ports: Pick<Ports, 'vault'>,
  person: SealedPerson,
  centreIds: readonly HostCentreId[],
): string | null {
  return centreIds.includes(person.centreId) ? openName(ports, person) : null
}

/** An appointment as the desk sees it. */
export function openEntry(ports: Pick<Ports, 'vault'>, row: AgendaRow): AgendaEntry {
  const { birthDate } = Identity.parse(JSON.parse(ports.vault.open(row.sealedIdentity)))
  return {
    appointmentId: row.appointmentId,
    referralId: row.referralId,
    state: row.state,
    patientName: openName(ports, row),
    birthYear: birthDate.slice(0, 4),
    phone: row.sealedPhone === null ? null : ports.vault.open(row.sealedPhone),
    phoneOwner: row.phoneOwner,
    mobility: row.mobility,
    interpreter: row.interpreter,
    priorityClass: row.priorityClass,
    deadline: row.deadline,
    heldUntil: row.heldUntil,
    revision: row.revision,
  }
}
