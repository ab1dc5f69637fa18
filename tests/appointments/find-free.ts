import { freeSlots } from '../../server/appointments/find-slots.ts'
import type { FreeSlot } from '../../shared/appointment.ts'
import { LocalDate } from '../../shared/time.ts'
import type { Clinic } from './clinic.ts'

/** Free places of stops, as a P1 sees them. */
export function findFree({ ports, stopAt }: Clinic, names: readonly string[]): Promise<FreeSlot[]> {
  return freeSlots(ports.db, {
    stopIds: names.map((name) => stopAt(name).stopId),
    from: LocalDate.parse('2026-01-01'),
    priorityClass: 'P1',
    now: ports.clock.now(),
  })
}
