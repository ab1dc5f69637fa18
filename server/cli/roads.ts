// npm run roads — makes a road network of an OpenStreetMap extract, given as a file or downloaded by its region's name.
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRefusal } from '../../shared/problem.ts'
import { roadsFileOf } from '../travel/choose.ts'
import { DOWNLOAD_REFUSALS, downloadExtract, isRegionName } from '../travel/roads/download-extract.ts'
import { IMPORT_REFUSALS, importRoads } from '../travel/roads/import-roads.ts'
import { writeRoadsFile } from '../travel/roads/roads-file.ts'
import { configOrStop, optionsOrStop, stop } from './command.ts'

const USAGE = `Usage : npm run roads -- FICHIER.osm.pbf [--out FICHIER]
        npm run roads -- nouvelle-aquitaine [--out FICHIER]   (télécharge l’extrait de Geofabrik)`

const STAGES: Readonly<Record<string, string>> = {
  download: 'Téléchargement',
  roads: 'Lecture des routes',
  nodes: 'Lecture des points',
  junctions: 'Carrefours',
}

let shown = ''
function show(stage: string, share: number) {
  const line = `${STAGES[stage] ?? stage} : ${Math.floor(share * 100)} %`
  if (line === shown) return
  shown = line
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(40)}`)
  else if (share === 1) console.log(line)
}

const { values, positionals } = optionsOrStop({ options: { out: { type: 'string' } }, allowPositionals: true }, USAGE)
const [given] = positionals
if (given === undefined || positionals.length > 1) stop(USAGE)
const config = configOrStop()
const out = values.out ?? roadsFileOf(config.dataFolder)
mkdirSync(dirname(out), { recursive: true })

let file = given
if (!existsSync(given) && isRegionName(given)) {
  file = join(dirname(out), `${given}-latest.osm.pbf`)
  if (!existsSync(file)) {
    const refusal = await downloadExtract(given, file, { progress: (share) => show('download', share) })
    if (refusal !== null) stop(DOWNLOAD_REFUSALS[refusal.refusal] ?? refusal.refusal)
  }
}

const started = performance.now()
const roads = importRoads(file, { progress: show })
if (isRefusal(roads)) {
  stop(`${file} : ${(IMPORT_REFUSALS as Readonly<Record<string, string>>)[roads.refusal] ?? roads.refusal}`)
}
writeRoadsFile(out, roads)
const seconds = ((performance.now() - started) / 1000).toFixed(1)
const megabytes = (statSync(out).size / 1e6).toFixed(1)
const { nodeLng, from } = roads.edges
console.log(
  `\n${nodeLng.length} carrefours, ${from.length} tronçons, données du ${roads.date}, en ${seconds} s → ${out} (${megabytes} Mo)`,
)
if (roads.turnRestrictions > 0) {
  console.log(
    `${roads.turnRestrictions} interdictions de tourner de l’extrait ne sont pas suivies par les temps de trajet.`,
  )
}
