import { daysFromTo } from '../../shared/days.ts'
import type { HostCentreId, TourId } from '../../shared/ids.ts'
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

/** Lays the pilot tour as announced, staffed, ready and published, and proposes a second one to volunteers. */
export async function seedTours(demoPorts: Ports): Promise<void> {
  const now = instantAt(PUBLISHED_ON, 600 as MinuteOfDay, PARIS)
  const ports: Ports = { ...demoPorts, clock: createDemoClock(now) }
  const moment: Moment = { now, personId: personNamed('Perle').id }
  const centres = await listHostCentres(ports.db)
  const stopAt = ({ communeInsee, from, to }: { communeInsee: string; from: string; to: string }) => {
    const centre = centres.find((candidate) => candidate.communeInsee === communeInsee)
    if (!centre) throw new Error(`no host centre in commune ${communeInsee}`)
    const centreId: HostCentreId = centre.hostCentreId
    return { stopId: null, centreId, firstDay: day(from), lastDay: day(to), pinned: false }
  }
  const draft = async (name: string, from: string, to: string, stops: TourDraft['stops']) => {
    const tour = { unitId: mobilderm.unitId, name, fromDate: day(from), toDate: day(to), stops }
    return must(await createDraft(ports, tour, moment))
  }

  const pilotStops = loadPilotTour().map(stopAt)
  const pilot = await draft('Tournée pilote – Nouvelle-Aquitaine', '2026-02-01', '2026-04-30', pilotStops)
  await propose(ports, pilot, moment)
  await prepare(ports, pilot, moment)
  must(await publishTour(ports, pilot, (await revisionOf(ports, pilot)) ?? 0, moment))

  const next = await draft('Printemps 2026 (projet)', '2026-05-01', '2026-06-30', NEXT_STOPS.map(stopAt))
  await propose(ports, next, moment)
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
async function prepare(ports: Ports, tourId: TourId, moment: Moment): Promise<void> {
  const stops = (await listStops(ports.db)).filter((stop) => stop.tourId === tourId)
  for (const stop of stops) {
    for (const { item, owner, dueDate } of newChecklist(stop.firstDay, stop.lastDay)) {
      const state = isStillAmber(stop, item) ? ('amber' as const) : ('green' as const)
      const edit = { item, state, owner, dueDate, note: null }
      must(await setReadiness(ports, stop.stopId, edit, moment))
    }
    await agree(ports, stop, moment)
    for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
      const { specialist } = personNamed(PILOT_ROSTER[date] ?? '')
      if (!specialist) throw new Error(`nobody on the pilot's roster on ${date}`)
      must(await signUpStopDay(ports, { stopId: stop.stopId, date, specialistId: specialist.id }, moment))
    }
  }
}
