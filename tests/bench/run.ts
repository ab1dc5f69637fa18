import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** `npm run bench [-- name…]`: runs the benches named, or all of them, each in a process of its own. */
const folder = import.meta.dirname
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.includes('-'))
  .map((file) => file.slice(0, -3))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(1)
}
const gigabytes = Math.round(totalmem() / 1e9)
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${gigabytes} GB, ${new Date().toISOString()}`,
)
const statuses = (asked.length > 0 ? asked : known).map((name) => {
  console.log(`\n## ${name}`)
  return spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`)], { stdio: 'inherit' }).status
})
process.exit(statuses.every((status) => status === 0) ? 0 : 1)
