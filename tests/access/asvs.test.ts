import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'server/access/asvs.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

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
  '6.1': [1, 2, 3],
  '6.2': upTo(12),
  '6.3': upTo(4),
  '6.4': upTo(4),
  '6.5': upTo(5),
  '6.6': upTo(3),
  '6.8': upTo(4),
  '7.1': upTo(3),
  '7.2': upTo(4),
  '7.3': upTo(2),
  '7.4': upTo(5),
  '7.5': upTo(2),
  '7.6': upTo(2),
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '9.1': [1, 2, 3],
  '9.2': [1, 2, 3, 4],
  '10.1': upTo(2),
  '10.2': upTo(2),
  '10.3': upTo(4),
  '10.4': upTo(11),
  '10.5': upTo(5),
  '10.6': upTo(2),
  '10.7': upTo(3),
  '11.1': upTo(2),
  '11.2': upTo(3),
  '11.3': upTo(3),
  '11.4': upTo(4),
  '11.5': upTo(1),
  '11.6': upTo(1),
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
    const unmarked = rows.filter(([, numbers]) => !numbers!.includes('(L3)')).flatMap((row) => numbersIn(row[1]!))
    expect(unmarked.filter((number) => !wanted.includes(number))).toEqual([])
  })

  it('names files that exist, and tests that are run', () => {
    const named = [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!).filter(isPath)
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((path) => !FOLDERS.some((folder) => existsSync(join(ROOT, folder, path))))).toEqual([])
    const tests = named.filter((path) => path.endsWith('.test.ts'))
    const ours = readdirSync(join(ROOT, 'tests/access'))
    expect(tests.filter((path) => !path.includes('/') && !ours.includes(path))).toEqual([])
  })

  it('quotes the names of tests as they stand', () => {
    const quoted = rows.flatMap((row) =>
      [...row.join(' | ').matchAll(/`([\w./-]+\.test\.ts)`: ([^;|,`]+)/g)].map(([, file, words]) => [
        file!,
        words!.trim(),
      ]),
    )
    expect(quoted.length).toBeGreaterThan(20)
    const sourceOf = (file: string) => readFileSync(join(ROOT, file.includes('/') ? '' : 'tests/access', file), 'utf8')
    expect(quoted.filter(([file, words]) => !sourceOf(file!).includes(words!.replace(/…$/, '')))).toEqual([])
  })

  it('says why wherever something is not met', () => {
    const unmet = rows.filter((row) => row.slice(2).some((cell) => /\*\*(not met|in part)\*\*/.test(cell)))
    expect(unmet.length).toBeGreaterThan(0)
    for (const row of unmet) expect(row.slice(2).join(' ').length).toBeGreaterThan(80)
  })
})
