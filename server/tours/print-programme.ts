import { daysFromTo } from '../../shared/days.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Programme } from '../../shared/tour-view.ts'
import { said } from '../messages/patient-texts.ts'
import { type Paper, printPaper, writeHeading, writeLines, writeRow, writeTitle } from './paper.ts'
import { programmeTexts } from './programme-texts.ts'
import { datedDay, daysInWords, hoursInWords } from './programme-wording.ts'

const text = programmeTexts('fr')
/** A third of the width for each column but the hours, which need more. */
const COLUMNS = [0.3, 0.36, 0.34] as const

/** The programme of a department as a PDF on A4, in French: dated, versioned. */
export function printProgramme(programme: Programme): Promise<Buffer> {
  const { unitName: unit, departmentName: department, version } = programme
  const title = said(text.title, { unit })
  const foot = said(text.foot, { unit, department, version })
  return printPaper({ title: `${title} – ${department}`, author: unit, foot, page: text.page }, (paper) => {
    writeTitle(paper, title, said(text.department, { name: department, code: programme.department }))
    writeLines(paper, headLines(programme))
    paper.moveDown(0.6)
    writeLines(paper, [text.legal], 'faint')
    for (const stop of programme.stops) writeStop(paper, stop)
  })
}

function headLines({ version, publishedBy, publishedAt, tourName, specialty }: Programme): string[] {
  const when = datedDay(localDateOf(publishedAt, PARIS), 'fr')
  const by = publishedBy ? said(text.by, { who: publishedBy }) : ''
  return [
    `${said(text.version, { version, when })}${by}`,
    said(text.tour, { tour: tourName }),
    said(text.specialty, { specialty: text.specialties[specialty] ?? specialty }),
  ]
}

function writeStop(paper: Paper, stop: Programme['stops'][number]): void {
  writeHeading(paper, `${stop.centreName}, ${daysInWords(stop, 'fr')}`)
  if (stop.address) writeLines(paper, [said(text.address, { address: stop.address })])
  paper.moveDown(0.5)
  writeRow(paper, text.columns, COLUMNS, 'head')
  for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
    const present = stop.staffing.find((day) => day.date === date)?.specialists ?? []
    const who = present.map((specialist) => specialist.name).join(', ') || text.nobody
    writeRow(paper, [datedDay(date, 'fr'), hoursInWords(stop.sessions, date, 'fr') || text.noSession, who], COLUMNS)
  }
}
