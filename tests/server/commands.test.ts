import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'escale-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command as its npm script does, in a data folder where nothing is yet. */
const run = (command: string, ...options: string[]) => runWith({}, command, ...options)

/** The same with variables of its own. */
function runWith(
  variables: Record<string, string>,
  command: string,
  ...options: string[]
): Promise<{ status: number; said: string; wrong: string }> {
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs')
  const script = join(ROOT, 'server/cli', `${command}.ts`)
  const env = { ...process.env, ESCALE_DATA: folder, DATABASE_URL: '', ...variables }
  return new Promise((resolve) => {
    execFile(process.execPath, [tsx, script, ...options], { cwd: ROOT, env }, (error, said, wrong) =>
      resolve({ status: Number(error?.code ?? 0), said, wrong }),
    )
  })
}

const refused = (words: RegExp) => ({ status: 1, said: '', wrong: expect.stringMatching(words) })
const TRACE = /\bat .*:\d+:\d+/

describe('a command', () => {
  it.each(['plan', 'rotate-key'])('%s answers an option it does not know with its usage, not a trace', async (name) => {
    const answer = await run(name, '--nonsense')
    expect(answer).toEqual(refused(/--nonsense.*Usage : npm run /s))
    expect(answer.wrong).not.toMatch(TRACE)
  })

  it('reads its options in one way, whichever it is', () => {
    const cli = join(ROOT, 'server/cli')
    const others = readdirSync(cli).filter((file) => file !== 'command.ts')
    expect(others.filter((file) => readFileSync(join(cli, file), 'utf8').includes('parseArgs('))).toEqual([])
  })

  it('says that there is no database yet, and makes none', async () => {
    expect(await run('retention', '--dry-run')).toEqual(refused(/^Aucune base à /))
    expect(readdirSync(folder)).toEqual([])
  })

  it('makes a database for its own account alone, and leaves it alone when the keys are not its keys', async () => {
    const own = join(folder, 'own')
    const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
    const production = { ESCALE_MODE: 'production', ESCALE_DATA: own, ESCALE_KEY: key(7) }
    const invited = await runWith(production, 'invite', '--administrator', 'Ada Essai')
    expect(invited).toMatchObject({ status: 0, said: expect.stringContaining('/invitation#') })
    for (const file of readdirSync(own)) expect(statSync(join(own, file)).mode & 0o077, file).toBe(0)
    const log = join(folder, 'log.json')
    writeFileSync(log, '{"msg":"the access log was chained","sequence":1,"hash":"another"}\n')
    expect(await runWith(production, 'verify-log', '--witness', log)).toEqual(refused(/La ligne 1 a été modifiée/))
    const other = await runWith({ ...production, ESCALE_KEY: key(8) }, 'verify-log')
    expect(other).toEqual(refused(/ESCALE_KEY.*nothing was written/))
    rmSync(own, { recursive: true })
    rmSync(log)
  })

  it('names the file it can neither read nor write', async () => {
    const missing = join(folder, 'nowhere', 'points.csv')
    expect(await run('travel', '--points', missing, '--out', join(folder, 'pairs.csv'))).toEqual(
      refused(/ne peut pas être lu/),
    )
  })

  it('names the units there are when one is asked that is not', async () => {
    const dates = ['--from', '2026-02-01', '--to', '2026-04-30']
    expect(await run('plan', ...dates, '--unit', 'Camion inconnu')).toEqual(
      refused(/Camion inconnu n’existe pas\. Unités : .*Mobil’Derm/),
    )
  })
})
