import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedPeopleAndPlaces } from '../../server/demo/seed.ts'
import { seedTours } from '../../server/demo/seed-tours.ts'
import { testPorts } from '../support/test-app.ts'
import { countedIds, happen, leftUnspokenOf, leftUntold, leftWithNothing, snapshotOf, walks } from './safety-walk.ts'

const SEQUENCES = Number(process.env.SAFETY_WALKS ?? 100)
/** Fixed, so that a run repeats another; `SAFETY_SEED` walks elsewhere. */
const SEED = Number(process.env.SAFETY_SEED ?? 20_261_121)

// Each walk starts from a copy of one world, made table by table in memory: SQLite alone.
test(`no urgent patient is left with nothing, after every step of ${SEQUENCES} random walks`, async () => {
  const ports = { ...(await testPorts()), newId: countedIds() }
  await seedPeopleAndPlaces(ports)
  await seedTours(ports)
  const world = await snapshotOf(ports)
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(walks(24), async ({ start, happenings }) => {
      const here = await world.open(start)
      for (const [step, happening] of happenings.entries()) {
        const hasHappened = await happen(here, happening)
        done.set(happening.act, (done.get(happening.act) ?? 0) + Number(hasHappened))
        expect(await leftWithNothing(here), `after step ${step + 1}: ${happening.act}`).toEqual([])
        expect(await leftUnspokenOf(here), `after step ${step + 1}: ${happening.act}`).toEqual([])
        expect(await leftUntold(here), `after step ${step + 1}: ${happening.act}`).toEqual([])
      }
    }),
    { numRuns: SEQUENCES, seed: SEED, endOnFailure: process.env.SAFETY_SHRINK === undefined },
  )
  // A walk whose every act is refused would prove nothing.
  await world.close()
  for (const [act, times] of done) expect(times, act).toBeGreaterThan(0)
}, 7_200_000)
