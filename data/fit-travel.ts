// npx tsx data/fit-travel.ts [--rounds N] — calibrates travel-parameters.json against reference drive times kept beside the project.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCommunes } from '../server/territory/communes.ts'
import { loadMapFacts } from '../server/travel/settlements/map-facts.ts'
import { SettlementParameters } from '../server/travel/settlements/parameters.ts'
import { createSettlementTravel } from '../server/travel/settlements/settlement-travel.ts'
import { replaceFile } from './commune-file.ts'
import { compareTravel, readReference } from './travel-reference.ts'

const dataFolder = dirname(fileURLToPath(import.meta.url))
const referenceFolder = join(dataFolder, '../../shared/reference/travel-times')
const parametersFile = join(dataFolder, 'travel-parameters.json')

/** The figures the fit moves, by path. The rest of the file is facts or choices. */
const FREE = [
  'pace.local',
  'pace.length',
  'pace.density',
  'pace.slope',
  'pace.relief',
  'pace.motorway',
  'pace.expressway',
  'mainRoads.0.pace',
  'mainRoads.1.pace',
  'mainRoads.2.pace',
  'mainRoads.0.people',
  'mainRoads.1.people',
  'mainRoads.2.people',
  'ramp.everyMetres', 'ramp.asideMetres',
  'crossing.base',
  'crossing.people',
  'ramp.seconds',
  'ramp.people',
  'ramp.metres',
  'access.pace',
  'access.seconds',
]

type Tree = { [key: string]: Tree | number }

function at(tree: Tree, path: string): number {
  return path.split('.').reduce<Tree | number>((node, key) => (node as Tree)[key]!, tree) as number
}

function changed(parameters: SettlementParameters, path: string, value: number): SettlementParameters {
  const copy = structuredClone(parameters) as unknown as Tree
  const keys = path.split('.')
  const parent = keys.slice(0, -1).reduce<Tree>((node, key) => node[key] as Tree, copy)
  parent[keys.at(-1)!] = value
  return copy as unknown as SettlementParameters
}

if (!existsSync(referenceFolder)) {
  console.log(`Skipped: no reference drive times at ../shared/reference/travel-times.`)
  process.exit(0)
}

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1] || 2)
const { communes } = loadCommunes(dataFolder)
const facts = loadMapFacts(dataFolder)
const reference = await readReference(referenceFolder)

async function errorsOf(parameters: SettlementParameters) {
  return await compareTravel(createSettlementTravel(communes, { ...facts, parameters }), reference)
}

/** What the fit makes small: the mean errors asked for, and the systematic shifts, which maps show. */
async function lossOf(parameters: SettlementParameters): Promise<number> {
  if (!SettlementParameters.safeParse(parameters).success) return Number.POSITIVE_INFINITY
  const { isereFit, paris, pairs } = await errorsOf(parameters)
  return isereFit.error + 0.25 * Math.abs(isereFit.bias) + 0.8 * paris.error + 0.4 * pairs.error
}

let best = facts.parameters
let least = await lossOf(best)
console.log(`start ${least.toFixed(4)}`)
for (let round = 0, step = 0.12; round < rounds; round++, step *= 0.6) {
  for (const path of FREE) {
    for (const factor of [1 + step, 1 / (1 + step)]) {
      for (let again = true; again; ) {
        const now = at(best as unknown as Tree, path)
        const tried = changed(best, path, Number(((now === 0 ? 0.01 : now) * factor).toPrecision(4)))
        const loss = await lossOf(tried)
        again = loss < least - 1e-5
        if (again) {
          best = tried
          least = loss
        }
      }
    }
  }
  console.log(`round ${round + 1}: ${least.toFixed(4)}`)
}

const { isereFit, isereHeld, isere, paris, pairs } = await errorsOf(best)
const rounded = (figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, Number(figure.toFixed(4))]))
const errors = {
  isere: rounded(isere),
  isereCommunesFittedOn: rounded(isereFit),
  isereCommunesHeldBack: rounded(isereHeld),
  toParis: rounded(paris),
  knownPairs: rounded(pairs),
}
console.log(errors)
// Nine true times in ten lie between these shares of the estimate.
const errorBand = { low: Number(isere.low!.toFixed(2)), high: Number(isere.high!.toFixed(2)) }
await replaceFile(parametersFile, `${JSON.stringify({ ...best, errorBand, errors }, null, 1)}\n`)
