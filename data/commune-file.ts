import { rename, writeFile } from 'node:fs/promises'
import { CommunesFile, digestOfRows, ROWS_BEGIN } from '../server/territory/communes.ts'

/**
 * The text of `communes.json`: its heading, with the digest by which whoever reads it knows that it was checked here, then
 * one line per commune in the order of INSEE codes. Throws when a row is not what the schema says.
 */
export function formatCommunes(file: CommunesFile): string {
  const { rows, ...heading } = CommunesFile.parse(file)
  const lines = rows.toSorted((a, b) => (a[0] < b[0] ? -1 : 1)).map((row) => JSON.stringify(row))
  const written = `${ROWS_BEGIN}${lines.join(',\n')}\n]}\n`
  const head = JSON.stringify({ ...heading, rowsSha256: digestOfRows(Buffer.from(written)) }, null, 1).slice(0, -2)
  return `${head},${written}`
}

/** Writes beside, then renames: a crash leaves the old file whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}

/** Degrees to four decimals: eleven metres, finer than any position here. */
export const round4 = (degrees: number): number => Math.round(degrees * 1e4) / 1e4
