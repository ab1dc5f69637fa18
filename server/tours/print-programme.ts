import PDFDocument from 'pdfkit'
import { daysFromTo } from '../../shared/days.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Programme } from '../../shared/tour-view.ts'
import { said } from '../messages/patient-texts.ts'
import { programmeTexts } from './programme-texts.ts'
import { datedDay, daysInWords, hoursInWords } from './programme-wording.ts'

type Document = InstanceType<typeof PDFDocument>

const text = programmeTexts('fr')
/** Points: A4 with 2 cm around, and a third of the width for each column but the hours, which need more. */
const MARGIN = 57
const WIDTH = 595 - 2 * MARGIN
const COLUMNS = [0.3, 0.36, 0.34] as const
const ROW_GAP = 5
const INK = '#14262c'
const SOFT = '#46585f'
const LINE = '#b9c6c9'

/** The programme of a department as a PDF on A4, in French: dated, versioned, numbered pages, text one can copy and search. */
export function printProgramme(programme: Programme): Promise<Buffer> {
  const title = said(text.title, { unit: programme.unitName })
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: { Title: `${title} – ${programme.departmentName}`, Author: programme.unitName, Creator: 'Escale' },
  })
  const chunks: Buffer[] = []
  const printed = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  heading(document, programme, title)
  for (const stop of programme.stops) stopSection(document, stop)
  footers(document, programme)
  document.end()
  return printed
}

/** Helvetica's own encoding has every letter of French but the narrow no-break space. */
const printable = (words: string): string => words.replaceAll('\u202f', '\u00a0')

function heading(document: Document, programme: Programme, title: string): void {
  const { departmentName: name, department: code, version, publishedBy } = programme
  const when = datedDay(localDateOf(programme.publishedAt, PARIS), 'fr')
  const by = publishedBy ? said(text.by, { who: publishedBy }) : ''
  document.font('Helvetica-Bold').fontSize(20).fillColor(INK).text(printable(title))
  document.fontSize(13).text(printable(said(text.department, { name, code })))
  document.moveDown(0.6).font('Helvetica').fontSize(10.5).fillColor(INK)
  document.text(printable(`${said(text.version, { version, when })}${by}`))
  document.text(printable(said(text.tour, { tour: programme.tourName })))
  const specialty = text.specialties[programme.specialty] ?? programme.specialty
  document.text(said(text.specialty, { specialty }))
  document.moveDown(0.6).fontSize(9.5).fillColor(SOFT).text(text.legal)
}

function stopSection(document: Document, stop: Programme['stops'][number]): void {
  keepTogether(document, 95)
  document.moveDown(1.2).font('Helvetica-Bold').fontSize(13).fillColor(INK)
  document.text(printable(`${stop.centreName}, ${daysInWords(stop, 'fr')}`), MARGIN)
  document.font('Helvetica').fontSize(10.5)
  if (stop.address) document.text(printable(said(text.address, { address: stop.address })))
  document.moveDown(0.5)
  row(document, text.columns, 'Helvetica-Bold')
  for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
    const present = stop.staffing.find((day) => day.date === date)?.specialists ?? []
    const who = present.map((specialist) => specialist.name).join(', ') || text.nobody
    row(document, [datedDay(date, 'fr'), hoursInWords(stop.sessions, date, 'fr') || text.noSession, who], 'Helvetica')
  }
}

/** One line of a table: three columns, as high as the longest, under a thin rule; never cut by the end of a page. */
function row(document: Document, cells: readonly string[], font: string): void {
  document.font(font).fontSize(10).fillColor(INK)
  const widths = COLUMNS.map((share) => share * WIDTH)
  const height = Math.max(
    ...cells.map((cell, at) => document.heightOfString(printable(cell), { width: widths[at]! - ROW_GAP })),
  )
  keepTogether(document, height + 2 * ROW_GAP)
  const top = document.y
  let left = MARGIN
  for (const [at, cell] of cells.entries()) {
    document.text(printable(cell), left, top + ROW_GAP, { width: widths[at]! - ROW_GAP })
    left += widths[at]!
  }
  const bottom = top + height + 2 * ROW_GAP
  document
    .moveTo(MARGIN, bottom)
    .lineTo(MARGIN + WIDTH, bottom)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
  document.x = MARGIN
  document.y = bottom
}

function keepTogether(document: Document, height: number): void {
  if (document.y + height > document.page.height - MARGIN) document.addPage()
}

/** Which programme and which page, at the foot of each: known only once all are laid. */
function footers(document: Document, { unitName: unit, departmentName: department, version }: Programme): void {
  const { start, count } = document.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    document.switchToPage(index)
    // Below the margin, where a line would otherwise open a page.
    document.page.margins.bottom = 0
    const top = document.page.height - MARGIN + 14
    document.font('Helvetica').fontSize(8.5).fillColor(SOFT)
    document.text(printable(said(text.foot, { unit, department, version })), MARGIN, top, {
      width: WIDTH / 2,
      lineBreak: false,
    })
    document.text(said(text.page, { page: index - start + 1, pages: count }), MARGIN + WIDTH / 2, top, {
      width: WIDTH / 2,
      align: 'right',
      lineBreak: false,
    })
  }
}
