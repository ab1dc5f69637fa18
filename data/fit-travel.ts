// npx tsx data/fit-travel.ts [--trials N] — calibrates travel-parameters.json against reference drive times kept beside the project.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCommunes } from '../server/territory/communes.ts'
import { loadMapFacts } from '../server/travel/settlements/map-facts.ts'
import { SettlementParameters } from '../server/travel/settlements/parameters.ts'
import { createSettlementTravel } from '../server/travel/settlements/settlement-travel.ts'
import { distanceMetres } from '../shared/geo.ts'
import { replaceFile } from './commune-file.ts'
import { compareFar, compareIsere, compareTravel, readReference } from './travel-reference.ts'

const dataFolder = dirname(fileURLToPath(import.meta.url))
const referenceFolder = join(dataFolder, '../../shared/reference/travel-times')
const parametersFile = join(dataFolder, 'travel-parameters.json')

/** The figures the fit moves, by path. The rest of the file is facts or choices. */
const FREE = [
  'pace.local',
  'pace.length',
  'pace.density',
  'pace.slope',
  'pace.climb',
  'pace.relief',
  'pace.motorway',
  'pace.expressway',
  'mainRoads.0.pace',
  'mainRoads.1.pace',
  'mainRoads.2.pace',
  'mainRoads.0.people',
  'mainRoads.1.people',
  'mainRoads.2.people',
  'ramp.everyMetres',
  'ramp.asideMetres',
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

const trials = process.argv.includes('--trials') ? Number(process.argv[process.argv.indexOf('--trials') + 1]) : 400
const { communes } = loadCommunes(dataFolder)
const facts = loadMapFacts(dataFolder)
const reference = await readReference(referenceFolder)

/** Isère and what surrounds it: all a drive of an hour there depends on, and quick to build. */
const region = communes.filter(({ lngLat }) => distanceMetres(lngLat, [5.6, 45.2]) < 150_000)

/**
 * What the fit makes small: the mean errors asked for, and what is wrongly within or beyond half an hour. The whole
 * country is only measured when Isère alone does not already lose against `least`.
 */
async function lossOf(parameters: SettlementParameters, least = Number.POSITIVE_INFINITY): Promise<number> {
  if (!SettlementParameters.safeParse(parameters).success) return Number.POSITIVE_INFINITY
  const near = createSettlementTravel(region, { ...facts, parameters })
  const { isereFit, within30Fit } = await compareIsere(near, reference)
  const local = isereFit.error + 0.25 * (1 - Math.min(within30Fit.precision, within30Fit.recall))
  if (local >= least) return local
  const { paris, pairs } = await compareFar(createSettlementTravel(communes, { ...facts, parameters }), reference)
  return local + 0.4 * Math.max(0, paris.error - 0.03) + 0.2 * Math.max(0, pairs.error - 0.03)
}

/** Seeded, so that the same reference gives the same parameters. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const random = generator(1)
const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

let best = facts.parameters
let least = await lossOf(best)
let spread = 0.1
console.log(`start ${least.toFixed(4)}`)
// A (1 + 1) evolution on the logarithms, each time of a few figures, its step ruled by its success (Rechenberg 1973).
for (let trial = 1; trial <= trials; trial++) {
  let tried = best
  for (const path of FREE) {
    if (random() > 0.3) continue
    const now = at(best as unknown as Tree, path)
    tried = changed(tried, path, Number((Math.max(now, 1e-3) * Math.exp(spread * gauss())).toPrecision(4)))
  }
  const loss = await lossOf(tried, least)
  if (loss < least) {
    best = tried
    least = loss
    spread = Math.min(0.3, spread * 1.5)
  } else spread = Math.max(0.01, spread * 0.93)
  if (trial % 50 === 0) console.log(`${trial}: ${least.toFixed(4)}, step ${spread.toFixed(3)}`)
}

const { isereFit, isereHeld, isere, within30, paris, pairs } = await compareTravel(
  createSettlementTravel(communes, { ...facts, parameters: best }),
  reference,
)
const rounded = (figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, Number(figure.toFixed(4))]))
const errors = {
  isere: rounded(isere),
  isereWithin30: rounded(within30),
  isereCommunesFittedOn: rounded(isereFit),
  isereCommunesHeldBack: rounded(isereHeld),
  toParis: rounded(paris),
  knownPairs: rounded(pairs),
}
console.log(errors)
// Nine true times in ten lie between these shares of the estimate.
const errorBand = { low: Number(isere.low!.toFixed(2)), high: Number(isere.high!.toFixed(2)) }
await replaceFile(parametersFile, `${JSON.stringify({ ...best, errorBand, errors }, null, 1)}\n`)
