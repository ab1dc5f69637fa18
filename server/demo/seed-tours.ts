import { daysFromTo } from '../../shared/days.ts'
import type { HostCentreId, TourId, UnitId } from '../../shared/ids.ts'
import { instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { TourDraft } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import { createDemoClock } from '../clock.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { loadPilotTour } from '../territory/host-centres.ts'
import { answerAsHost } from '../tours/answer-as-host.ts'
import { changeTourState } from '../tours/change-tour-state.ts'
import { createDraft } from '../tours/create-draft.ts'
import { listStops } from '../tours/list-stops.ts'
import { openTour } from '../tours/open-tour.ts'
import { publishTour } from '../tours/publish-tour.ts'
import { newChecklist } from '../tours/readiness.ts'
import { setReadiness } from '../tours/set-readiness.ts'
import { signUpStopDay } from '../tours/sign-up-stop-day.ts'
import { mobilderm } from './mobilderm.ts'
import { must } from './must.ts'
import { personNamed } from './people.ts'

const day = (text: string) => text as LocalDate

/** When the pilot's programme is published: 84 days before its first stop, the lead time proposed for every tour. */
const PUBLISHED_ON = day('2025-11-12')

/** Who consults on each day of the pilot; the people are invented, the days are those announced. */
const PILOT_ROSTER: Record<string, string> = {
  '2026-02-04': 'Saturnin',
  '2026-02-05': 'Saturnin',
  '2026-02-06': 'Saturnin',
  '2026-02-17': 'Saturnin',
  '2026-02-18': 'Saturnin',
  '2026-02-19': 'Achille',
  '2026-04-08': 'Ondine',
  '2026-04-09': 'Ondine',
  '2026-04-10': 'Ondine',
}

/** Invented: a next tour shown to volunteers, so that there are days to choose. */
const NEXT_STOPS = [
  { communeInsee: '24055', from: '2026-05-12', to: '2026-05-13' },
  { communeInsee: '23002', from: '2026-05-19', to: '2026-05-21' },
  { communeInsee: '87003', from: '2026-06-02', to: '2026-06-04' },
]

/** A tour of the demo. With a roster (who consults on each day) it is made ready and published, else only proposed. */
export type DemoTour = {
  readonly unitId: UnitId
  readonly name: string
  readonly from: string
  readonly to: string
  readonly stops: readonly { communeInsee: string; from: string; to: string }[]
  readonly roster?: Readonly<Record<string, string>>
}

/** Lays the pilot tour as announced, staffed, ready and published, and proposes a second one to volunteers. */
export async function seedTours(ports: Ports): Promise<void> {
  const { unitId } = mobilderm
  await layTour(ports, {
    unitId,
    name: 'Tournée pilote – Nouvelle-Aquitaine',
    from: '2026-02-01',
    to: '2026-04-30',
    stops: loadPilotTour(),
    roster: PILOT_ROSTER,
  })
  await layTour(ports, {
    unitId,
    name: 'Printemps 2026 (projet)',
    from: '2026-05-01',
    to: '2026-06-30',
    stops: NEXT_STOPS,
  })
}

/** Lays one tour on the day the pilot's programme was published, through the planner's own acts. */
export async function layTour(demoPorts: Ports, tour: DemoTour): Promise<void> {
  const now = instantAt(PUBLISHED_ON, 600 as MinuteOfDay, PARIS)
  const ports: Ports = { ...demoPorts, clock: createDemoClock(now) }
  const moment: Moment = { now, personId: personNamed('Perle').id }
  const centres = await listHostCentres(ports.db)
  const stops: TourDraft['stops'] = tour.stops.map(({ communeInsee, from, to }) => {
    const centre = centres.find((candidate) => candidate.communeInsee === communeInsee)
    if (!centre) throw new Error(`no host centre in commune ${communeInsee}`)
    const centreId: HostCentreId = centre.hostCentreId
    return { stopId: null, centreId, firstDay: day(from), lastDay: day(to), pinned: false }
  })
  const horizon = { fromDate: day(tour.from), toDate: day(tour.to) }
  const tourId = must(await createDraft(ports, { unitId: tour.unitId, name: tour.name, ...horizon, stops }, moment))
  await propose(ports, tourId, moment)
  if (!tour.roster) return
  await prepare(ports, tourId, tour.roster, moment)
  must(await publishTour(ports, tourId, (await revisionOf(ports, tourId)) ?? 0, moment))
}

async function revisionOf(ports: Ports, tourId: TourId): Promise<number | undefined> {
  const detail = await openTour(ports, tourId)
  return 'refusal' in detail ? undefined : detail.tour.revision
}

async function propose(ports: Ports, tourId: TourId, moment: Moment): Promise<void> {
  const revision = (await revisionOf(ports, tourId)) ?? 0
  must(await changeTourState(ports, tourId, { state: 'proposed', revision }, moment))
}

/** What is still to be confirmed, so that the demo shows a warning: the network at Ménigoute. */
const isStillAmber = (stop: StopSummary, item: string) => stop.communeInsee === '79176' && item === 'network'

/** A centre's agreement to the days of its stop, heard on the telephone. */
async function agree(ports: Ports, { stopId, firstDay, lastDay }: StopSummary, moment: Moment): Promise<void> {
  const answer = { answer: 'accepted' as const, reason: null, offered: [], name: 'Coordination du centre' }
  const answering = { ...answer, stopId, firstDay, lastDay, means: 'telephone' as const }
  must(await answerAsHost(ports, answering, moment, 'every_centre'))
}

/** Every other point of each stop's checklist checked, its centre agreed, and a specialist on each day. */
async function prepare(
  ports: Ports,
  tourId: TourId,
  roster: NonNullable<DemoTour['roster']>,
  moment: Moment,
): Promise<void> {
  const stops = (await listStops(ports.db)).filter((stop) => stop.tourId === tourId)
  for (const stop of stops) {
    for (const { item, owner, dueDate } of newChecklist(stop.firstDay, stop.lastDay)) {
      const state = isStillAmber(stop, item) ? ('amber' as const) : ('green' as const)
      const edit = { item, state, owner, dueDate, note: null }
      must(await setReadiness(ports, stop.stopId, edit, moment))
    }
    await agree(ports, stop, moment)
    for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
      const { specialist } = personNamed(roster[date] ?? '')
      if (!specialist) throw new Error(`nobody on the roster on ${date}`)
      must(await signUpStopDay(ports, { stopId: stop.stopId, date, specialistId: specialist.id }, moment))
    }
  }
}
