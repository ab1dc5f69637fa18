import type { AccessLine } from '../../shared/administration.ts'
import { spreadsheetOf } from '../spreadsheet.ts'

const COLUMNS = ['sequence', 'at', 'person', 'role', 'action', 'resource', 'record', 'purpose']

/** Lines of the access log for a spreadsheet, as bytes, in the code's own words, page by page after a line of headings. */
export async function* accessLogTable(pages: AsyncIterable<readonly AccessLine[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(spreadsheetOf([COLUMNS], true))
  for await (const lines of pages) {
    const rows = lines.map(({ sequence, at, personName, role, action, resource, resourceId, purpose }) => [
      ...[sequence, at, personName ?? '', role ?? ''],
      ...[action, resource, resourceId ?? '', purpose],
    ])
    yield Buffer.from(spreadsheetOf(rows, false))
  }
}
