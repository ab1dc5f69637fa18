import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The words of a PDF page by page; null where `pdftotext` is absent. */
export function textOf(pdf: Uint8Array): string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'programme-'))
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf)
    execFileSync('pdftotext', ['-layout', join(folder, 'in.pdf'), join(folder, 'out.txt')])
    return readFileSync(join(folder, 'out.txt'), 'utf8').split('\f').slice(0, -1)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
