import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { runJobs } from '../../server/jobs.ts'
import { faultOf } from '../../server/log.ts'
import { dataRoutes } from '../access/data-routes.ts'
import { fillCentre, secretsIn } from '../access/one-centre.ts'
import { sampleOf } from '../access/route-samples.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

/** A log at its most talkative, kept as the text the process would print. */
function keptLog() {
  const printed: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      printed.push(String(chunk))
      done()
    },
  })
  return { printed, log: pino({ level: 'trace' }, sink) }
}

describe('a fault', () => {
  it('is told by its kind and its place, never by its message', () => {
    let fault: unknown
    try {
      JSON.parse('{"familyName": Zéphyrine}')
    } catch (error) {
      fault = error
    }
    expect(String(fault)).toContain('Z')
    const told = faultOf(fault)
    expect(told.error).toBe('SyntaxError')
    expect(told.at).toMatch(/^at /)
    expect(JSON.stringify([told, faultOf('Zéphyrine')])).not.toMatch(/Z|phyrine|familyName/)
  })

  it('that nobody caught ends the process in one line of the log, and says no more', async () => {
    const script = `import { createLog, tellCrashes } from '${join(import.meta.dirname, '../../server/log.ts')}'
tellCrashes(createLog('info'))
Promise.reject(new Error('Zéphyrine, 06 39 98 77 66'))`
    const tsx = join(import.meta.dirname, '../../node_modules/tsx/dist/cli.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, '--eval', script], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ error: 'Error', msg: 'the process ends on a fault nobody caught' })
    expect(stdout).not.toMatch(/phyrine|77 66/)
  })
})

describe(`the process’s log on ${ENGINE}`, () => {
  it('tells, after a whole journey, what was asked and how it ended, and nothing of anybody', async () => {
    const { printed, log } = keptLog()
    const demo = await testApp({ seed: 'demo', log })
    const { ids } = await fillCentre(demo)
    const people = await Promise.all(
      ['Olive', 'Garance', 'Saturnin', 'Perle', 'Camélia'].map((name) => demo.rawAs(name)),
    )
    for (const { method, path } of dataRoutes(demo.app)) {
      if (method !== 'GET') continue
      const query = new URLSearchParams(sampleOf(`GET ${path}`, ids).query)
      const names = ids as unknown as Record<string, string>
      const address = path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => names[name] ?? 'unknown')
      for (const ask of people) await (await ask(`${address}?${query}`)).arrayBuffer()
    }
    const forged = {
      method: 'POST',
      body: JSON.stringify({ patient: { familyName: 'Zéphyrine', phone: '+33639987766' } }),
    }
    await people[0]!('/api/referrals', forged)
    await people[0]!('/api/referrals?name=Zéphyrine', { method: 'POST', body: '{"note": "adénopathie' })
    await runJobs(demo.ports)

    const text = printed.join('')
    expect(printed.length).toBeGreaterThan(300)
    expect(text).toContain('"route":"/api/referrals/:referralId"')
    expect(secretsIn(text)).toEqual([])
    expect(text).not.toContain(ids.seenReferralId)
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })
})
