import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'server/access/asvs.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** The requirements of levels 1 and 2 in OWASP ASVS 5.0.0, as last number by section, those of level 3 left out. */
const LEVEL_2: Readonly<Record<string, readonly number[]>> = {
  '1.1': [1, 2],
  '1.2': [1, 2, 3, 4, 5, 6, 7, 8, 9],
  '1.3': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '1.4': [1, 2, 3],
  '1.5': [1, 2],
  '2.1': [1, 2, 3],
  '2.2': [1, 2, 3],
  '2.3': [1, 2, 3, 4],
  '2.4': [1],
  '3.2': [1, 2],
  '3.3': [1, 2, 3, 4],
  '3.4': [1, 2, 3, 4, 5, 6],
  '3.5': [1, 2, 3, 4, 5],
  '3.7': [1, 2],
  '4.1': [1, 2, 3],
  '4.2': [1],
  '4.3': [1, 2],
  '4.4': [1, 2, 3, 4],
  '5.1': [1],
  '5.2': [1, 2, 3],
  '5.3': [1, 2],
  '5.4': [1, 2, 3],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '9.1': [1, 2, 3],
  '9.2': [1, 2, 3, 4],
  '12.1': [1, 2, 3],
  '12.2': [1, 2],
  '12.3': [1, 2, 3, 4],
  '13.1': [1],
  '13.2': [1, 2, 3, 4, 5],
  '13.3': [1, 2],
  '13.4': [1, 2, 3, 4, 5],
  '14.1': [1, 2],
  '14.2': [1, 2, 3, 4],
  '14.3': [1, 2, 3],
  '15.1': [1, 2, 3],
  '15.2': [1, 2, 3],
  '15.3': [1, 2, 3, 4, 5, 6, 7],
  '16.1': [1],
  '16.2': [1, 2, 3, 4, 5],
  '16.3': [1, 2, 3, 4],
  '16.4': [1, 2, 3],
  '16.5': [1, 2, 3],
}

/** `3.4.1–3.4.3, 3.4.6` in full. */
function numbersIn(cell: string): string[] {
  return cell
    .replace(/\(L3\)/, '')
    .split(',')
    .flatMap((part) => {
      const [from, to] = part.trim().split('–')
      if (!to) return [from!.trim()]
      const [section, first, last] = [
        from!.replace(/\.\d+$/, ''),
        Number(from!.split('.')[2]),
        Number(to.split('.')[2]),
      ]
      return Array.from({ length: last - first + 1 }, (_, index) => `${section}.${first + index}`)
    })
}

const FOLDERS = ['', 'tests/access', 'server/access', 'server', 'web']
const isPath = (code: string) => /\.(ts|tsx|md|js|json|example)$|\/$|file$|ignore$/.test(code) && !code.includes('*')

describe('what protects the door, requirement by requirement', () => {
  it('answers every requirement of levels 1 and 2, each once', () => {
    const answered = rows.flatMap((row) => numbersIn(row[1]!))
    const wanted = Object.entries(LEVEL_2).flatMap(([section, numbers]) => numbers.map((one) => `${section}.${one}`))
    expect(wanted.filter((number) => !answered.includes(number))).toEqual([])
    expect(answered.filter((number, index) => answered.indexOf(number) !== index)).toEqual([])
  })

  it('names files that exist, and tests that are run', () => {
    const named = [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!).filter(isPath)
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((path) => !FOLDERS.some((folder) => existsSync(join(ROOT, folder, path))))).toEqual([])
    const tests = named.filter((path) => path.endsWith('.test.ts'))
    const ours = readdirSync(join(ROOT, 'tests/access'))
    expect(tests.filter((path) => !path.includes('/') && !ours.includes(path))).toEqual([])
  })

  it('says why wherever something is not met', () => {
    const unmet = rows.filter((row) => row.slice(2).some((cell) => /\*\*(not met|in part)\*\*/.test(cell)))
    expect(unmet.length).toBeGreaterThan(0)
    for (const row of unmet) expect(row.slice(2).join(' ').length).toBeGreaterThan(80)
  })
})
