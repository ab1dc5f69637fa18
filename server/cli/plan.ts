// npm run plan — solves a planning problem and prints the plan with its reasons and its proven bound, or re-checks one.
import { z } from 'zod'
import type { UnitId } from '../../shared/ids.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan } from '../../shared/plan-result.ts'
import type { Unit } from '../../shared/unit.ts'
import { faultText } from '../fault-texts.ts'
import { checkPlan } from '../planning/check.ts'
import { createPlanner } from '../planning/planner.ts'
import { printPlan, printRefusal } from '../planning/print-plan.ts'
import { verifyPlan } from '../planning/verify.ts'
import { PLAN_LANGUAGES, type PlanLanguage } from '../planning/wording-facts.ts'
import { configOrStop, optionsOrStop, orStop, stop, textOrStop, writeOrStop } from './command.ts'
import { PLAN_COMMAND_WORDS } from './plan-words.ts'
import { unreadFields } from './unread-fields.ts'

/** The language asked for, seen before the options are read, so that their faults are told in it. */
function languageAsked(words: readonly string[]): PlanLanguage {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (at === -1) return 'fr'
  const asked = words[at]?.split('=')[1] ?? words[at + 1]
  return PLAN_LANGUAGES.find((each) => each === asked) ?? stop('--lang : fr | en')
}

const language = languageAsked(process.argv)
const words = PLAN_COMMAND_WORDS[language]

const OPTIONS = {
  problem: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  unit: { type: 'string', multiple: true },
  seconds: { type: 'string' },
  iterations: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
  verify: { type: 'string' },
  lang: { type: 'string' },
} as const

/** A problem and its plan, as `--json` writes and `--verify` reads them. */
const PlanFile = z.object({ problem: PlanProblem, plan: Plan })

/** One fault of a document: where, and what is wrong there. */
function faultIn({ path, code, message }: z.core.$ZodIssue): string {
  if (path.at(-1) === 'version') return `  ${path.join('.')} : ${words.otherVersion}`
  return `  ${path.join('.')} : ${faultText(code === 'custom' ? message : code, language)}`
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  const text = textOrStop(file, language)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    stop(`${file}${words.notJson}`)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) stop(words.faultsOf(file, parsed.error.issues.slice(0, 10).map(faultIn).join('\n')))
  const unread = unreadFields(value, parsed.data)
  if (unread.length > 0) console.error(words.unread(file, unread))
  return parsed.data
}

/** The units named, or the first one; ends with the names there are. */
function unitIdsOf(units: readonly Unit[], names: readonly string[]): UnitId[] {
  if (units.length === 0) stop(words.noUnit)
  const chosen = names.length === 0 ? units.slice(0, 1) : units.filter(({ name }) => names.includes(name))
  const unknown = names.filter((name) => !units.some((unit) => unit.name === name))
  if (unknown.length > 0) stop(words.unknownUnits(unknown.join(', '), units.map(({ name }) => name).join(', ')))
  return chosen.map(({ unitId }) => unitId)
}

/** The problem of what is on record. The application is read for this alone: it takes most of a second to start. */
async function problemFromData(from: string, to: string, names: readonly string[]): Promise<PlanProblem> {
  const { closePorts, makePorts } = await import('../make-ports.ts')
  const { buildProblem } = await import('../tours/build-problem.ts')
  const { listUnits } = await import('../tours/unit-store.ts')
  const { ProposalRequest } = await import('../../shared/proposal.ts')
  const ports = orStop(await makePorts(configOrStop({ LOG_LEVEL: 'warn', ...process.env })), language)
  try {
    const unitIds = unitIdsOf(await listUnits(ports.db), names)
    const request = ProposalRequest.safeParse({ from, to, unitIds })
    if (!request.success) stop(`${words.datesExpected}\n\n${words.usage}`)
    return orStop(await buildProblem(ports, request.data), language)
  } finally {
    await closePorts(ports)
  }
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) stop(words.positiveNumber(name))
  return value
}

/** Documents longer than this are read by programs alone: on one line they are half as long, and read in half the time. */
const READ_BY_EYE = 1_000_000

function jsonOf(file: z.infer<typeof PlanFile>): string {
  const text = JSON.stringify(file)
  return text.length > READ_BY_EYE ? text : JSON.stringify(file, null, 1)
}

async function plan(problem: PlanProblem, json: string | undefined): Promise<void> {
  const planner = createPlanner()
  const cancel = new AbortController()
  process.once('SIGINT', () => cancel.abort())
  const answer = await planner.solve(problem, {
    signal: cancel.signal,
    onProgress: ({ seconds, score, bound }) => {
      if (process.stderr.isTTY)
        process.stderr.write(
          `\r${words.progress(seconds.toFixed(1), score?.toFixed(1) ?? '–', bound?.toFixed(1) ?? '–')}   `,
        )
    },
  })
  await planner.close()
  if (process.stderr.isTTY) process.stderr.write('\n')
  if ('refusal' in answer) stop(printRefusal(problem, answer, language).join('\n'))
  const { breaches } = checkPlan(problem, answer)
  if (breaches.length > 0) stop(`${words.doesNotCheck}${JSON.stringify(breaches)}`)
  console.log(printPlan(problem, answer, language).join('\n'))
  if (json !== undefined) writeOrStop(json, `${jsonOf({ problem, plan: answer })}\n`, language)
}

// A reader that closes early (`| head`) has seen what it wanted.
process.stdout.on('error', () => process.exit(0))
const options = optionsOrStop({ options: OPTIONS }, words.usage, language).values
if (options.verify !== undefined) {
  const file = readJson(options.verify, PlanFile)
  const { lines, isSound } = await verifyPlan(file.problem, file.plan, language)
  console.log(lines.join('\n'))
  process.exit(isSound ? 0 : 1)
}
const hasDates = options.from !== undefined && options.to !== undefined
if (options.problem === undefined && !hasDates) stop(words.usage)
const document =
  options.problem === undefined
    ? await problemFromData(options.from ?? '', options.to ?? '', options.unit ?? [])
    : readJson(options.problem, PlanProblem)
const seconds = numberOf(options.seconds, 'seconds')
const iterations = numberOf(options.iterations, 'iterations')
const seed = numberOf(options.seed, 'seed')
await plan(
  {
    ...document,
    options: {
      ...document.options,
      ...(seconds !== undefined && { seconds }),
      ...(iterations !== undefined && { iterations }),
      ...(seed !== undefined && { seed }),
    },
  },
  options.json,
)
