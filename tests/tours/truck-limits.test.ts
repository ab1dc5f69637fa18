import { expect, it } from 'vitest'
import { eyeUnit } from '../../server/demo/eye-unit.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { measureRoads } from '../../server/tours/measure-roads.ts'
import { truckLimitsOf } from '../../server/tours/truck-limits.ts'
import { DEFAULT_TRUCK } from '../../shared/travel.ts'
import type { Unit } from '../../shared/unit.ts'
import { testApp } from '../support/test-app.ts'

const driven = (unit: Unit, vehicle: Partial<Unit['vehicle']>): Unit => ({
  ...unit,
  vehicle: { ...unit.vehicle, ...vehicle },
})

it('takes what is not known of a truck as of the usual one, and units of one plan as the largest and slowest of them', () => {
  expect(truckLimitsOf([mobilderm])).toEqual(DEFAULT_TRUCK)
  const slow = driven(mobilderm, { otherKmh: 70, heightMetres: 3.2 })
  const tall = driven(eyeUnit, { heightMetres: 4.1, motorwayKmh: 110 })
  expect(truckLimitsOf([slow])).toEqual({ ...DEFAULT_TRUCK, otherKmh: 70, heightMetres: 3.2 })
  expect(truckLimitsOf([slow, tall])).toEqual({ ...DEFAULT_TRUCK, otherKmh: 70, heightMetres: 4.1 })
  expect(truckLimitsOf([{ ...slow, profile: 'car' }])).toBeUndefined()
  expect(truckLimitsOf([{ ...slow, profile: 'car' }, eyeUnit])).toEqual(DEFAULT_TRUCK)
})

it('drives the legs of a unit at its own speed', async () => {
  const { ports } = await testApp({ seed: 'demo' })
  const points = [mobilderm.depot.lngLat, eyeUnit.depot.lngLat]
  const secondsOf = async (unit: Unit) => {
    const drive = (await measureRoads(ports, [unit], points)).between(0, 1)
    return typeof drive === 'string' ? Number.NaN : drive.seconds
  }
  const usual = await secondsOf(mobilderm)
  const slow = await secondsOf(driven(mobilderm, { motorwayKmh: 50, otherKmh: 50 }))
  expect(slow).toBeGreaterThan(usual * 1.1)
  expect(await secondsOf({ ...driven(mobilderm, { otherKmh: 50 }), profile: 'car' })).toBeLessThan(usual)
  await ports.planner.close()
})
