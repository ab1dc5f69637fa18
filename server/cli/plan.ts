// npm run plan — solves a planning problem and prints the plan with its reasons and its proven bound, or re-checks one.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan } from '../../shared/plan-result.ts'
import { isRefusal } from '../../shared/problem.ts'
import { ProposalRequest } from '../../shared/proposal.ts'
import { readConfig } from '../config.ts'
import { closePorts, makePorts } from '../make-ports.ts'
import { checkPlan } from '../planning/check.ts'
import { createPlanner } from '../planning/planner.ts'
import { printPlan, printRefusal } from '../planning/print-plan.ts'
import { verifyPlan } from '../planning/verify.ts'
import { buildProblem } from '../tours/build-problem.ts'
import { listUnits } from '../tours/unit-store.ts'

const USAGE = `Usage : npm run plan -- --problem FICHIER.json [--seconds N] [--iterations N] [--seed N] [--json FICHIER]
        npm run plan -- --from 2026-02-01 --to 2026-04-30 [--json FICHIER]
        npm run plan -- --verify FICHIER
  --problem     document du problème (data/plan-problem.schema.json)
  --from --to   période à planifier, d’après les données de l’application
  --json        écrit le problème et le plan ensemble
  --verify      revérifie un tel fichier : règles, score, borne`

const OPTIONS = {
  problem: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  seconds: { type: 'string' },
  iterations: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
  verify: { type: 'string' },
} as const

/** A problem and its plan, as `--json` writes and `--verify` reads them. */
const PlanFile = z.object({ problem: PlanProblem, plan: Plan })

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    stop(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    stop(`${file} : ${error instanceof SyntaxError ? 'ce n’est pas du JSON.' : 'ce fichier ne peut pas être lu.'}`)
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

async function problemFromData(from: string, to: string): Promise<PlanProblem> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
  if (isRefusal(config)) stop(`Configuration : ${JSON.stringify(config.details)}`)
  const ports = await makePorts(config)
  if (isRefusal(ports)) stop(`Configuration : ${ports.refusal}`)
  try {
    const [unit] = await listUnits(ports.db)
    if (unit === undefined) stop('Aucune unité n’est enregistrée.')
    const request = ProposalRequest.safeParse({ from, to, unitIds: [unit.unitId] })
    if (!request.success) stop(`--from et --to : des dates comme 2026-02-01.\n\n${USAGE}`)
    const problem = await buildProblem(ports, request.data)
    if (isRefusal(problem))
      stop(`Problème refusé : ${problem.refusal}${problem.field === undefined ? '' : ` (${problem.field})`}`)
    return problem
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
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ problem, plan: answer }, null, 1)}\n`)
}

const options = readOptions()
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
    ? await problemFromData(options.from ?? '', options.to ?? '')
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
