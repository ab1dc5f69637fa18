import { stringify } from 'csv-stringify/sync'

/**
 * Rows as CSV for a French spreadsheet: semicolons, lines ended as Windows does, and no cell that would be run as a formula.
 * `isFirst` puts the byte-order mark before them.
 */
export const spreadsheetOf = (rows: readonly (readonly (string | number)[])[], isFirst: boolean): string =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter: ';', bom: isFirst, escape_formulas: true, record_delimiter: 'windows' },
  )
