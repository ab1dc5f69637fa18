// npx tsx server/cli/audit.ts — says which production packages have a known weakness, or that nobody could be asked.
import { spawnSync } from 'node:child_process'
import { readAudit } from '../operations/audit.ts'

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 })
const audit = readAudit(stdout ?? '')
if (audit.verdict === 'unknown') {
  console.error(
    `Le registre de paquets n’a pas répondu (${audit.why}) : rien n’a été vérifié. Recommencez avec un accès au réseau.`,
  )
  process.exitCode = 2
} else {
  for (const line of audit.lines) console.log(line)
  if (audit.lines.length === 0) console.log('Aucune faille connue dans les paquets de production.')
  if (audit.verdict === 'refused') {
    console.error('Au moins une faille élevée ou critique : cette version ne doit pas être livrée.')
    process.exitCode = 1
  }
}
