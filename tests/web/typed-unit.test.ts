import { expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { readTypedUnit, typedUnit, unitFaults } from '../../web/admin/typed-unit.ts'

it('sends a unit nobody touched back as it was, and keeps its depot', () => {
  const { unitId: _, depot: __, ...facts } = mobilderm
  const typed = typedUnit(mobilderm, 'dermatology')
  expect(unitFaults(typed)).toEqual(new Set())
  expect(readTypedUnit(typed, mobilderm, null)).toEqual({ ...facts, depotInsee: null })
})

it('reads equipment one piece a line and limits in kilometres, an empty one limiting nothing', () => {
  const typed = {
    ...typedUnit(mobilderm, 'dermatology'),
    equipment: 'Dermatoscope\n\n Cryothérapie ',
    longestLeg: '250',
  }
  const { vehicle, drivingPolicy } = readTypedUnit(typed, mobilderm, null)
  expect(vehicle.equipment).toEqual(['Dermatoscope', 'Cryothérapie'])
  expect(drivingPolicy).toMatchObject({ maxLegMetres: 250_000, maxMetresFromDepot: null, longDaysPerWeek: 2 })
})

it('reads sizes with a comma, keeps an empty one unknown, and names every field that cannot be kept', () => {
  const typed = { ...typedUnit(null, 'dermatology'), name: 'Unité', lengthMetres: '9,5' }
  expect(readTypedUnit(typed, null, null).vehicle).toMatchObject({ lengthMetres: 9.5, widthMetres: null, power: null })
  const periods = [{ from: '2026-03-02', to: '2026-03-01', reason: 'révision' }]
  const wrong = {
    ...typed,
    name: ' ',
    rooms: '0',
    heightMetres: 'haut',
    maxDrive: '25',
    longDays: '8',
    longestLeg: '0',
    drivingDays: [],
    days: [],
    spans: [],
    periods,
  }
  expect(unitFaults(wrong)).toEqual(
    new Set([
      'name',
      'rooms',
      'longDays',
      'heightMetres',
      'maxDrive',
      'longestLeg',
      'drivingDays',
      'spans',
      'days',
      'periods',
    ]),
  )
})

it('keeps the speed of a truck as typed, unknown while empty, and refuses what no road allows', () => {
  const typed = { ...typedUnit(null, 'dermatology'), name: 'Unité', motorwayKmh: '80', otherKmh: '' }
  expect(unitFaults(typed)).toEqual(new Set())
  expect(readTypedUnit(typed, null, null).vehicle).toMatchObject({ motorwayKmh: 80, otherKmh: null })
  expect(unitFaults({ ...typed, motorwayKmh: '131', otherKmh: 'vite' })).toEqual(new Set(['motorwayKmh', 'otherKmh']))
})
