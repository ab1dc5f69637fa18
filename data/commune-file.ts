import { rename, writeFile } from 'node:fs/promises'
import type { CommuneRow, CommunesFile } from '../server/territory/communes.ts'

/** The text of `communes.json`: its heading, then one line per commune in the order of INSEE codes. */
export function formatCommunes(file: CommunesFile): string {
  const rows = [...file.rows].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  const { rows: _, ...heading } = file
  const head = JSON.stringify(heading, null, 1).slice(0, -2)
  return `${head},\n "rows": [\n${rows.map((row: CommuneRow) => JSON.stringify(row)).join(',\n')}\n]}\n`
}

/** Writes beside, then renames: a crash leaves the old file whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}

/** Degrees to four decimals: eleven metres, finer than any position here. */
export const round4 = (degrees: number): number => Math.round(degrees * 1e4) / 1e4
