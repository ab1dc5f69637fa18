// npm run licences — lists the licences of the production packages in data/LICENCES.md, from the lock file.
import { readFileSync, writeFileSync } from 'node:fs'
import { printLicences } from '../operations/licences.ts'

writeFileSync('data/LICENCES.md', printLicences(readFileSync('package-lock.json', 'utf8')))
