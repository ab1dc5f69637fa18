import { departmentName } from '../../shared/department-names.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { VersionedStop } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { listStandingVersions } from './tour-store.ts'

/** A stop as anybody may know it: where, when, for what. Nobody's name. */
export type PublicStop = {
  readonly unitName: string
  readonly centreName: string
  readonly department: DepartmentCode
  readonly address: string | null
  readonly phone: string | null
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly sessions: VersionedStop['sessions']
  readonly publishedAt: Instant
}

/** What is published and not over in one department, by first day. */
export type PublicDepartment = {
  readonly code: DepartmentCode
  readonly name: string
  readonly stops: readonly PublicStop[]
}

/** The departments where something published is still to come, by name, each with its stops as their last version says. */
export async function openPublicProgramme({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<PublicDepartment[]> {
  const today = localDateOf(clock.now(), PARIS)
  const centres = new Map((await listHostCentres(db)).map((centre) => [centre.hostCentreId, centre]))
  const stops: PublicStop[] = []
  for (const { snapshot, publishedAt } of await listStandingVersions(db)) {
    for (const stop of snapshot.stops) {
      if (stop.lastDay < today) continue
      const { centreName, department, firstDay, lastDay, sessions } = stop
      const centre = centres.get(stop.centreId)
      stops.push({
        ...{ centreName, department, firstDay, lastDay, sessions },
        unitName: snapshot.unitName,
        address: centre?.address ?? null,
        phone: centre?.phone ?? null,
        publishedAt,
      })
    }
  }
  stops.sort((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0))
  return [...new Set(stops.map((stop) => stop.department))]
    .map((code) => ({ code, name: departmentName(code), stops: stops.filter((stop) => stop.department === code) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}
