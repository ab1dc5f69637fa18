import { stringify } from 'csv-stringify/sync'
import type { AccessLine } from '../../shared/administration.ts'

const COLUMNS = ['sequence', 'at', 'person', 'role', 'action', 'resource', 'record', 'purpose']

/**
 * Lines of the access log for a spreadsheet, as bytes, in the code's own words, page by page after a line of headings: semicolons, a
 * byte-order mark, and no cell that would be run as a formula.
 */
export async function* accessLogTable(pages: AsyncIterable<readonly AccessLine[]>): AsyncGenerator<Buffer> {
  yield bytesOf([COLUMNS], '\uFEFF')
  for await (const lines of pages) {
    yield bytesOf(
      lines.map(({ sequence, at, personName, role, action, resource, resourceId, purpose }) => [
        ...[String(sequence), at, personName ?? '', role ?? ''],
        ...[action, resource, resourceId ?? '', purpose],
      ]),
    )
  }
}

const bytesOf = (rows: string[][], mark = ''): Buffer =>
  Buffer.from(`${mark}${stringify(rows, { delimiter: ';', escape_formulas: true, record_delimiter: 'windows' })}`)
