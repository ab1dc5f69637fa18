import type { CommuneNeed, DepartmentNeed, NeedView } from '../../shared/need.ts'
import { NeedRates } from '../../shared/need.ts'
import type { Commune } from '../../shared/territory.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { FARTHEST_SPECIALIST_MINUTES, type MeasuredNeed, measureNeed } from '../territory/measure-need.ts'
import { loadSpecialistDensity } from '../territory/need.ts'
import { readSites } from '../territory/need-store.ts'
import { composeNeed } from '../territory/need-weight.ts'
import { measureCatchments } from '../tours/measure-catchment.ts'

const HIGHEST_SHOWN = 60

/** Need within 45 minutes of the active centres, with `rates` or those saved, commune by commune and by department. */
export async function viewNeed(
  ports: Pick<Ports, 'db' | 'territory' | 'travel'>,
  specialty: string,
  rates?: NeedRates,
): Promise<NeedView> {
  const communes = await communesInReach(ports)
  const need = await measureNeed(ports, specialty, communes)
  const density = loadSpecialistDensity()
  const used = rates ?? need.rates
  const lines = communes.map((commune) => lineOf(commune, need, used))
  const sites = await readSites(ports.db, specialty)
  return {
    specialty,
    rates: used,
    saved: need.rates,
    defaults: NeedRates.parse({}),
    density: { source: density.source, year: density.year, france: density.france.per100000 },
    sites: {
      specialty,
      source: sites.origin?.source ?? null,
      date: sites.origin?.date ?? null,
      communes: sites.communes.flatMap((code) => {
        const commune = ports.territory.byInsee(code)
        return commune ? [{ insee: commune.insee, name: commune.name, department: commune.department }] : []
      }),
    },
    farthestMinutes: FARTHEST_SPECIALIST_MINUTES,
    communes: lines.length,
    departments: byDepartment(lines),
    highest: lines
      .toSorted((one, other) => other.weight - one.weight || other.population - one.population)
      .slice(0, HIGHEST_SHOWN),
  }
}

async function communesInReach(ports: Pick<Ports, 'db' | 'territory' | 'travel'>): Promise<Commune[]> {
  const active = (await listHostCentres(ports.db)).filter((centre) => centre.active)
  const catchments = await measureCatchments(
    ports,
    active.map((centre) => centre.lngLat),
  )
  const codes = new Set(catchments.flatMap((catchment) => catchment.communes.map((commune) => commune.insee)))
  return [...codes].sort().map((code) => ports.territory.byInsee(code)!)
}

function lineOf(commune: Commune, need: MeasuredNeed, rates: NeedRates): CommuneNeed {
  const facts = need.factsOf(commune)
  return {
    insee: commune.insee,
    name: commune.name,
    department: commune.department,
    population: commune.population,
    minutes: typeof facts.minutes === 'number' ? facts.minutes : null,
    waiting: need.waitingOf(commune.insee),
    isUnderserved: facts.isUnderserved,
    ...composeNeed(facts, rates),
    before: need.weightOf(commune),
  }
}

function byDepartment(lines: readonly CommuneNeed[]): DepartmentNeed[] {
  const density = loadSpecialistDensity()
  const codes = [...new Set(lines.map((line) => line.department))].sort()
  return codes.map((department) => {
    const own = lines.filter((line) => line.department === department)
    const measured = own.filter((line) => line.minutes !== null)
    return {
      department,
      communes: own.length,
      population: sum(own, () => 1),
      per100000: density.departments.find((each) => each.department === department)?.per100000 ?? null,
      minutes: measured.length === 0 ? null : mean(measured, (line) => line.minutes!),
      waiting: own.reduce((total, line) => total + line.waiting, 0),
      underserved: sum(
        own.filter((line) => line.isUnderserved),
        () => 1,
      ),
      weight: mean(own, (line) => line.weight),
      before: mean(own, (line) => line.before),
    }
  })
}

/** Over people: communes count by their population. */
const sum = (lines: readonly CommuneNeed[], read: (line: CommuneNeed) => number): number =>
  lines.reduce((total, line) => total + read(line) * line.population, 0)

const mean = (lines: readonly CommuneNeed[], read: (line: CommuneNeed) => number): number => {
  const people = sum(lines, () => 1)
  return people === 0 ? 0 : sum(lines, read) / people
}
