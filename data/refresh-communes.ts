// npm run data:refresh [-- URL] — official positions where there is internet. See README.md.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRefusal } from '../shared/problem.ts'
import { OFFICIAL_URL, refreshCommunes } from './official-centres.ts'

const SENTENCES: Record<string, string> = {
  unreachable: 'The official list of communes cannot be reached.',
  not_json: 'The official list answered with something else than data (a proxy or maintenance page?).',
  unexpected_answer: 'The official list answered in a form this program does not know.',
  partial_answer: 'The official list answered with too few of our communes.',
}

const url = process.argv[2] ?? OFFICIAL_URL
const result = await refreshCommunes(
  dirname(fileURLToPath(import.meta.url)),
  new Date().toISOString().slice(0, 10),
  url,
)
if (isRefusal(result)) {
  const details = result.details ? ` ${JSON.stringify(result.details)}` : ''
  console.error(`${SENTENCES[result.refusal]}${details} Nothing was changed.`)
  process.exitCode = 1
} else {
  console.log(`${result.replaced} official positions, ${result.kept} kept as they were, ${result.towns} towns named.`)
}
