// npm run plan — solves a planning problem and prints the plan with its reasons and its proven bound, or re-checks one.
import { z } from 'zod'
import type { UnitId } from '../../shared/ids.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan } from '../../shared/plan-result.ts'
import { ProposalRequest } from '../../shared/proposal.ts'
import type { Unit } from '../../shared/unit.ts'
import { closePorts, makePorts } from '../make-ports.ts'
import { checkPlan } from '../planning/check.ts'
import { createPlanner } from '../planning/planner.ts'
import { printPlan, printRefusal } from '../planning/print-plan.ts'
import { verifyPlan } from '../planning/verify.ts'
import { buildProblem } from '../tours/build-problem.ts'
import { listUnits } from '../tours/unit-store.ts'
import { configOrStop, optionsOrStop, orStop, stop, textOrStop, writeOrStop } from './command.ts'

const USAGE = `Usage : npm run plan -- --problem FICHIER.json [--seconds N] [--iterations N] [--seed N] [--json FICHIER]
        npm run plan -- --from 2026-02-01 --to 2026-04-30 [--unit NOM …] [--json FICHIER]
        npm run plan -- --verify FICHIER
  --problem     document du problème (data/plan-problem.schema.json)
  --from --to   période à planifier, d’après les données de l’application
  --unit        unité mobile, par son nom ; plusieurs fois pour plusieurs (sinon la première par ordre de nom)
  --json        écrit le problème et le plan ensemble
  --verify      revérifie un tel fichier : règles, score, borne`

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
} as const

/** A problem and its plan, as `--json` writes and `--verify` reads them. */
const PlanFile = z.object({ problem: PlanProblem, plan: Plan })

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  const text = textOrStop(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    stop(`${file} : ce n’est pas du JSON.`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  stop(
    `${file} :\n${parsed.error.issues
      .slice(0, 10)
      .map((issue) => `  ${issue.path.join('.')} : ${issue.message}`)
      .join('\n')}`,
  )
}

/** The units named, or the first one; ends with the names there are. */
function unitIdsOf(units: readonly Unit[], names: readonly string[]): UnitId[] {
  if (units.length === 0) stop('Aucune unité n’est enregistrée.')
  const chosen = names.length === 0 ? units.slice(0, 1) : units.filter(({ name }) => names.includes(name))
  const unknown = names.filter((name) => !units.some((unit) => unit.name === name))
  if (unknown.length > 0)
    stop(`--unit : ${unknown.join(', ')} n’existe pas. Unités : ${units.map(({ name }) => name).join(', ')}.`)
  return chosen.map(({ unitId }) => unitId)
}

async function problemFromData(from: string, to: string, names: readonly string[]): Promise<PlanProblem> {
  const ports = orStop(await makePorts(configOrStop({ LOG_LEVEL: 'warn', ...process.env })))
  try {
    const unitIds = unitIdsOf(await listUnits(ports.db), names)
    const request = ProposalRequest.safeParse({ from, to, unitIds })
    if (!request.success) stop(`--from et --to : des dates comme 2026-02-01.\n\n${USAGE}`)
    return orStop(await buildProblem(ports, request.data))
  } finally {
    await closePorts(ports)
  }
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) stop(`--${name} : un nombre positif est attendu.`)
  return value
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
          `\r${seconds.toFixed(1)} s  score ${score?.toFixed(1) ?? '–'}  borne ${bound?.toFixed(1) ?? '–'}   `,
        )
    },
  })
  await planner.close()
  if (process.stderr.isTTY) process.stderr.write('\n')
  if ('refusal' in answer) stop(printRefusal(problem, answer).join('\n'))
  const { breaches } = checkPlan(problem, answer)
  if (breaches.length > 0) stop(`Le plan trouvé ne passe pas la vérification : ${JSON.stringify(breaches)}`)
  console.log(printPlan(problem, answer).join('\n'))
  if (json !== undefined) writeOrStop(json, `${JSON.stringify({ problem, plan: answer }, null, 1)}\n`)
}

const options = optionsOrStop({ options: OPTIONS }, USAGE).values
if (options.verify !== undefined) {
  const file = readJson(options.verify, PlanFile)
  const { lines, isSound } = await verifyPlan(file.problem, file.plan)
  console.log(lines.join('\n'))
  process.exit(isSound ? 0 : 1)
}
const hasDates = options.from !== undefined && options.to !== undefined
if (options.problem === undefined && !hasDates) stop(USAGE)
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
