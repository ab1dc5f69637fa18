import { expect, it } from 'vitest'
import { listStops } from '../../server/tours/list-stops.ts'
import { openTour } from '../../server/tours/open-tour.ts'
import { InseeCode } from '../../shared/geo.ts'
import { testApp } from '../support/test-app.ts'

const BRIANCON = InseeCode.parse('05023')

it('warns of difficult access at a centre of the mountains in February, and not in April', async () => {
  const { ports } = await testApp({ seed: 'demo' })
  await ports.db.updateTable('host_centre').set({ commune_insee: BRIANCON }).execute()
  const pilot = (await listStops(ports.db, { states: ['published'] })).find((stop) => stop.firstDay === '2026-02-04')!
  const tour = await openTour(ports, pilot.tourId)
  if ('refusal' in tour) throw new Error(tour.refusal)
  const winters = tour.stops.map(({ warnings }) => warnings.find(({ code }) => code === 'winter_access')?.dates ?? [])
  expect(winters).toEqual([['2026-02-04', '2026-02-05', '2026-02-06'], ['2026-02-17', '2026-02-18', '2026-02-19'], []])
  await ports.planner.close()
})
