import type PDFDocument from 'pdfkit'
import { said } from '../messages/patient-texts.ts'

export type Paper = InstanceType<typeof PDFDocument>

/** Points: A4 with 2 cm around. */
const MARGIN = 57
const WIDTH = 595 - 2 * MARGIN
const ROW_GAP = 5
const INK = '#14262c'
const SOFT = '#46585f'
const LINE = '#b9c6c9'

/** A document on A4, in French: numbered pages, text one can copy and search. `write` fills it; `foot` stands below each page. */
export async function printPaper(
  about: { readonly title: string; readonly author: string; readonly foot: string; readonly page: string },
  write: (paper: Paper) => void,
): Promise<Buffer> {
  // Its fonts and shapes are read when somebody prints, not at each start.
  const { default: Document } = await import('pdfkit')
  const paper = new Document({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: { Title: about.title, Author: about.author, Creator: 'Escale' },
  })
  const chunks: Buffer[] = []
  const printed = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk))
    paper.on('end', () => resolve(Buffer.concat(chunks)))
    paper.on('error', reject)
  })
  write(paper)
  writeFoot(paper, about)
  paper.end()
  return printed
}

/** The first lines of a document: its title, and what it is about. */
export function writeTitle(paper: Paper, title: string, about: string): void {
  paper.font('Helvetica-Bold').fontSize(20).fillColor(INK).text(printable(title))
  paper.fontSize(13).text(printable(about))
  paper.moveDown(0.6)
}

/** Lines of plain text, or of fainter text for what explains. */
export function writeLines(paper: Paper, lines: readonly string[], look: 'plain' | 'faint' = 'plain'): void {
  const isFaint = look === 'faint'
  paper
    .font('Helvetica')
    .fontSize(isFaint ? 9.5 : 10.5)
    .fillColor(isFaint ? SOFT : INK)
  for (const line of lines) paper.text(printable(line))
}

/** What a heading, the line under it and the head of a table take, and one more line of that table. */
const HEADING_HEIGHT = 95
const ROW_HEIGHT = 22

/** The heading of a part, never alone at the foot of a page; its `rows` of table stay with it where they are few. */
export function writeHeading(paper: Paper, words: string, rows = 0): void {
  keepTogether(paper, HEADING_HEIGHT + Math.min(rows, 8) * ROW_HEIGHT)
  paper.moveDown(1.2).font('Helvetica-Bold').fontSize(13).fillColor(INK)
  paper.text(printable(words), MARGIN)
}

/** One line of a table, as high as its longest cell, under a thin rule; never cut by the end of a page. */
export function writeRow(
  paper: Paper,
  cells: readonly string[],
  shares: readonly number[],
  look: 'head' | 'body' = 'body',
): void {
  paper
    .font(look === 'head' ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(10)
    .fillColor(INK)
  const widths = shares.map((share) => share * WIDTH)
  const height = Math.max(
    ...cells.map((cell, at) => paper.heightOfString(printable(cell), { width: widths[at]! - ROW_GAP })),
  )
  keepTogether(paper, height + 2 * ROW_GAP)
  const top = paper.y
  let left = MARGIN
  for (const [at, cell] of cells.entries()) {
    paper.text(printable(cell), left, top + ROW_GAP, { width: widths[at]! - ROW_GAP })
    left += widths[at]!
  }
  const bottom = top + height + 2 * ROW_GAP
  paper
    .moveTo(MARGIN, bottom)
    .lineTo(MARGIN + WIDTH, bottom)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
  paper.x = MARGIN
  paper.y = bottom
}

/** Helvetica's own encoding has every letter of French but the narrow no-break space. */
const printable = (words: string): string => words.replaceAll('\u202f', '\u00a0')

function keepTogether(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - MARGIN) paper.addPage()
}

/** Which document and which page, at the foot of each: known only once all are laid. */
function writeFoot(paper: Paper, { foot, page }: { readonly foot: string; readonly page: string }): void {
  const { start, count } = paper.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    paper.switchToPage(index)
    // Below the margin, where a line would otherwise open a page.
    paper.page.margins.bottom = 0
    const top = paper.page.height - MARGIN + 14
    paper.font('Helvetica').fontSize(8.5).fillColor(SOFT)
    paper.text(printable(foot), MARGIN, top, { width: WIDTH / 2, lineBreak: false })
    paper.text(said(page, { page: index - start + 1, pages: count }), MARGIN + WIDTH / 2, top, {
      width: WIDTH / 2,
      align: 'right',
      lineBreak: false,
    })
  }
}
