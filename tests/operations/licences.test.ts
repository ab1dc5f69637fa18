import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printLicences, productionLicences } from '../../server/operations/licences.ts'

const ROOT = join(import.meta.dirname, '../..')
const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')

/** Packages that say it in their own file alone (BSD-3-Clause, MIT), or misspell it (BSD-3-Clause). */
const READ_IN_FILE = ['arc', 'png-js', 'splaytree-ts']

/** Licences under which we may ship what we build on them; each one added here was read. */
const READ =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0|MPL-2\.0|LGPL-3\.0-or-later|CC-BY-4\.0|EDL-1\.0)( (AND|OR) .*)?\)?$/

it('the list of licences is that of the lock file', () => {
  expect(readFileSync(join(ROOT, 'data/LICENCES.md'), 'utf8')).toBe(printLicences(lock))
})

it('every package of production declares a licence somebody read', () => {
  expect(
    productionLicences(lock).filter(({ name, licence }) => !READ.test(licence) && !READ_IN_FILE.includes(name)),
  ).toEqual([])
})
