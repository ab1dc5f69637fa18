import { expect, it } from 'vitest'
import { measureCatchments } from '../../server/tours/measure-catchment.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { TravelTimes } from '../../shared/travel.ts'
import { testPorts } from '../support/test-app.ts'
import { countingTravel } from '../travel/counting-travel.ts'

it('a catchment is measured once on a network in memory, anew after a failure, and each time by a service asked from afar', async () => {
  const { territory, planner, db } = await testPorts()
  let isDown = true
  const counting = countingTravel({ failing: () => isDown })
  const inMemory: TravelTimes = {
    ...counting.travel,
    capabilities: () => ({ ...counting.travel.capabilities(), provider: 'roads' }),
  }
  const point: LngLat = [1.5, 46.5]
  const measure = (travel: TravelTimes) => measureCatchments({ territory, travel }, [point])
  const [failed] = await measure(inMemory)
  expect(failed!.withoutTime.provider_failed).toBeGreaterThan(0)
  isDown = false
  const [first] = await measure(inMemory)
  expect(first!.communes.length).toBeGreaterThan(0)
  const asked = counting.questions()
  expect(await measure(inMemory)).toEqual([first])
  expect(counting.questions()).toBe(asked)
  await measure(counting.travel)
  await measure(counting.travel)
  expect(counting.questions()).toBe(asked + 2)
  await planner.close()
  await db.destroy()
})
