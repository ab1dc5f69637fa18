import { describe, expect, it } from 'vitest'
import { countPlaces } from '../../server/appointments/count-places.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import { openTour } from '../../server/tours/open-tour.ts'
import { testApp } from '../support/test-app.ts'

describe('the places of a stop', () => {
  it('are those laid in the agenda once it is published, and foreseen within a tenth before', async () => {
    const { ports } = await testApp({ seed: 'demo' })
    const [stop] = await listStops(ports.db, { states: ['published'] })
    const detail = await openTour(ports, stop!.tourId)
    if ('refusal' in detail) throw new Error(detail.refusal)
    const laid = await countPlaces(
      ports.db,
      detail.stops.map(({ stopId }) => stopId),
    )
    expect(detail.stops.map(({ places }) => places)).toEqual(detail.stops.map(({ stopId }) => laid.get(stopId)))
    const minutes = stop!.sessions.reduce((sum, { start, end }) => sum + end - start, 0)
    const foreseen = minutes / 24
    expect(Math.abs(foreseen - laid.get(stop!.stopId)!) / foreseen).toBeLessThan(0.1)
  })
})
