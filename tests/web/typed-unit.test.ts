import { expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { readTypedUnit, typedUnit, unitFaults } from '../../web/admin/typed-unit.ts'

it('sends a unit nobody touched back as it was, and keeps its depot', () => {
  const { unitId: _, depot: __, ...facts } = mobilderm
  const typed = typedUnit(mobilderm, 'dermatology')
  expect(unitFaults(typed)).toEqual(new Set())
  expect(readTypedUnit(typed, mobilderm, null)).toEqual({ ...facts, depotInsee: null })
})

it('reads sizes with a comma, keeps an empty one unknown, and names every field that cannot be kept', () => {
  const typed = { ...typedUnit(null, 'dermatology'), name: 'Unité', lengthMetres: '9,5' }
  expect(readTypedUnit(typed, null, null).vehicle).toMatchObject({ lengthMetres: 9.5, widthMetres: null, power: null })
  const periods = [{ from: '2026-03-02', to: '2026-03-01', reason: 'révision' }]
  const wrong = { ...typed, name: ' ', rooms: '0', heightMetres: 'haut', maxDrive: '25', days: [], spans: [], periods }
  expect(unitFaults(wrong)).toEqual(new Set(['name', 'rooms', 'heightMetres', 'maxDrive', 'days', 'spans', 'periods']))
})
