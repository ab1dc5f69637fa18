import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../server/job.ts'
import { claimJob, listLeases, releaseJobs } from '../../server/operations/job-lease-store.ts'
import { runInTurn } from '../../server/operations/run-in-turn.ts'
import { addMinutes, toInstant } from '../../shared/time.ts'
import { testPorts } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

const holder = (id: string) => ({ id, seconds: 60 })

describe(`jobs shared by several processes on ${ENGINE}`, () => {
  let ports: Awaited<ReturnType<typeof testPorts>>
  beforeAll(async () => {
    ports = await testPorts()
  })
  afterAll(async () => {
    await ports.planner.close()
    await ports.db.destroy()
  })

  it('are each run by one of those that ask at once', async () => {
    const ran: string[] = []
    const job = (name: string): Job => ({
      name,
      run: async () => {
        ran.push(name)
        await new Promise((resolve) => setImmediate(resolve))
      },
      nextAt: async () => null,
    })
    const jobs = [job('one'), job('two'), job('three')]
    await Promise.all(Array.from({ length: 8 }, (_, process) => runInTurn(ports, jobs, holder(`process ${process}`))))
    expect(ran.sort()).toEqual(['one', 'three', 'two'])
  })

  it('pass to another process when the one that held them is dead, or let go of them', async () => {
    const { db } = ports
    const now = toInstant(Date.now())
    expect(await claimJob(db, 'kept', holder('first'), now)).toBe(true)
    expect(await claimJob(db, 'kept', holder('second'), now)).toBe(false)
    expect(await claimJob(db, 'kept', holder('first'), now)).toBe(true)
    expect(await claimJob(db, 'kept', holder('second'), addMinutes(now, 1))).toBe(true)
    await releaseJobs(db, holder('second'), addMinutes(now, 1))
    expect(await claimJob(db, 'kept', holder('first'), addMinutes(now, 1))).toBe(true)
  })

  it('that fail are counted, and stop no other', async () => {
    const ran: string[] = []
    const failing: Job = { name: 'failing', run: () => Promise.reject(new Error('no')), nextAt: async () => null }
    const sound: Job = { name: 'sound', run: async () => void ran.push('sound'), nextAt: async () => null }
    await runInTurn(ports, [failing, sound], holder('one process'))
    await runInTurn(ports, [failing, sound], holder('one process'))
    const { jobs, processes } = await listLeases(ports.db, toInstant(Date.now()))
    expect(jobs.find(({ job }) => job === 'failing')?.failed).toBe(2)
    expect(jobs.find(({ job }) => job === 'sound')?.failed).toBe(0)
    expect(ran).toEqual(['sound', 'sound'])
    expect(processes).toBe(9)
  })
})
