import { daysFromTo } from '../../shared/days.ts'
import { atPlace, ofPlace } from '../../shared/place-names.ts'
import { type RoadMoment, roadDays } from '../../shared/road-days.ts'
import type { RoadView } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import { said } from '../messages/patient-texts.ts'
import { timeInWords } from '../messages/wording.ts'
import type { Roadbook } from './open-roadbook.ts'
import { type Paper, printPaper, writeHeading, writeLines, writeRow, writeTitle } from './paper.ts'
import { datedDay, daysInWords, hoursInWords } from './programme-wording.ts'
import { roadbookTexts as text } from './roadbook-texts.ts'

const ROAD_COLUMNS = [0.4, 0.2, 0.4] as const
const DAY_COLUMNS = [0.25, 0.37, 0.22, 0.16] as const

/** The roadbook of a tour as a PDF on A4, in French: leg by leg and day by day, to print or keep where there is no network. */
export function printRoadbook(roadbook: Roadbook): Promise<Buffer> {
  const { tour, unit, stops, wayBack } = roadbook
  const title = said(text.title, { unit: unit.name })
  const foot = said(text.foot, { unit: unit.name, tour: tour.name })
  return printPaper({ title: `${title} – ${tour.name}`, author: unit.name, foot, page: text.page }, (paper) => {
    writeTitle(paper, title, tour.name)
    writeLines(paper, headLines(roadbook))
    for (const line of stops) {
      writeRoad(paper, line.stop.road, line.stop.centreName)
      writeStop(paper, line)
    }
    if (stops.length > 0) writeRoad(paper, wayBack, said(text.depot, { name: unit.depot.name }))
  })
}

function headLines({ tour, unit, madeOn, stops }: Roadbook): string[] {
  const isEstimate = stops.some(({ stop }) => stop.road?.estimate)
  return [
    `${tour.version > 0 ? said(text.version, { version: tour.version }) : text.neverPublished}. ${said(text.made, { day: datedDay(madeOn, 'fr') })}`,
    ...vehicleLines(unit),
    ...(isEstimate ? [text.estimate] : []),
  ]
}

/** What a pitch or a bridge asks of the vehicle; what is not known is said to be so. */
function vehicleLines({ vehicle }: Unit): string[] {
  const metres = (length: number | null) => (length === null ? null : `${figure(length)} m`)
  const facts: [string, string | null][] = [
    [text.length, metres(vehicle.lengthMetres)],
    [text.width, metres(vehicle.widthMetres)],
    [text.height, metres(vehicle.heightMetres)],
    [text.weight, vehicle.weightTonnes === null ? null : `${figure(vehicle.weightTonnes)} t`],
    [text.licence, vehicle.licence],
    [text.power, vehicle.power],
  ]
  const known = facts.filter(([, value]) => value !== null).map(([name, value]) => `${name} ${value}`)
  const unknown = facts.filter(([, value]) => value === null).map(([name]) => name)
  return [
    ...(known.length > 0 ? [said(text.vehicle, { facts: known.join(', ') })] : []),
    ...(unknown.length > 0 ? [said(text.unknown, { facts: unknown.join(', ') })] : []),
  ]
}

function writeRoad(paper: Paper, road: RoadView | null, to: string): void {
  if (!road) {
    writeHeading(paper, to)
    writeLines(paper, [text.noRoad])
    return
  }
  const moments = roadDays(road.steps).flatMap((day) => day.moments.map((moment) => ({ date: day.date, moment })))
  const from = road.fromDepot ? said(text.depot, { name: road.fromName }) : road.fromName
  writeHeading(paper, said(text.leg, { from: ofPlace(from), to: atPlace(to) }), moments.length)
  const breaks = road.breaks > 0 ? `, ${said(text.breaks, { duration: duration(road.breakMinutes) })}` : ''
  writeLines(paper, [`${said(text.drive, { duration: duration(road.driveMinutes), km: road.km })}${breaks}.`])
  paper.moveDown(0.5)
  writeRow(paper, text.roadColumns, ROAD_COLUMNS, 'head')
  for (const { date, moment } of moments) {
    writeRow(paper, [datedDay(date, 'fr'), timeInWords(moment.minute, 'fr'), wordMoment(moment)], ROAD_COLUMNS)
  }
}

const wordMoment = (moment: RoadMoment): string =>
  moment.kind === 'break' ? said(text.break, { duration: duration(moment.minutes) }) : text[moment.kind]

function writeStop(paper: Paper, { stop, centre, checklist }: Roadbook['stops'][number]): void {
  const dates = daysFromTo(stop.firstDay, stop.lastDay)
  writeHeading(paper, `${stop.centreName}, ${daysInWords(stop, 'fr')}`, dates.length)
  writeLines(paper, [
    centre.address ? said(text.address, { address: centre.address }) : text.addressUnknown,
    ...(centre.phone ? [said(text.phone, { phone: centre.phone })] : []),
    ...(centre.directions ? [said(text.directions, { directions: centre.directions })] : []),
  ])
  paper.moveDown(0.5)
  writeRow(paper, text.dayColumns, DAY_COLUMNS, 'head')
  for (const date of dates) {
    const present = stop.staffing.find((day) => day.date === date)?.specialists ?? []
    const night = checklist.find(({ item }) => item === `lodging:${date}`)
    const lodging = night
      ? [night.state === 'green' ? text.booked : text.toBook, night.note].filter(Boolean)
      : [text.leaves]
    writeRow(
      paper,
      [
        datedDay(date, 'fr'),
        hoursInWords(stop.sessions, date, 'fr') || text.noSession,
        present.map((specialist) => specialist.name).join(', ') || text.toStaff,
        lodging.join(' – '),
      ],
      DAY_COLUMNS,
    )
  }
  const notes = checklist.filter(({ item, note }) => note && !item.startsWith('lodging:')).map(({ note }) => note)
  if (notes.length > 0) writeLines(paper, [said(text.notes, { notes: notes.join(' ; ') })], 'faint')
}

/** « 1 h 05 », « 45 min ». */
function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest}\u00a0min`
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`
}

const figure = (value: number): string => String(value).replace('.', ',')
