import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostConflicts } from '../../server/impact/host-conflicts.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { barAt, barsOf, LINE_PIXELS } from '../../web/season/timeline-bars.ts'
import { frameOf, nextStop, placeOf } from '../../web/season/timeline-frame.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

const stop = (unitId: string, centreId: string, firstDay: string, lastDay = firstDay): SeasonStop =>
  ({ stopId: `${unitId} ${firstDay}`, unitId, centreId, centreName: centreId, firstDay, lastDay }) as SeasonStop

describe('hosts that two units would meet', () => {
  it('are named for each week they share, whichever days', () => {
    const stops = [
      stop('a', 'ajain', '2026-03-02', '2026-03-03'),
      stop('b', 'ajain', '2026-03-06'),
      stop('a', 'ajain', '2026-03-09'),
      stop('b', 'mas', '2026-03-02'),
    ]
    expect(hostConflicts(stops)).toEqual([
      { centreId: 'ajain', centreName: 'ajain', monday: '2026-03-02', stopIds: ['a 2026-03-02', 'b 2026-03-06'] },
    ])
  })

  it('are not those where one unit comes twice', () => {
    expect(hostConflicts([stop('a', 'ajain', '2026-03-02'), stop('a', 'ajain', '2026-03-05')])).toEqual([])
  })

  it('are found in both weeks of a stop that spans a weekend', () => {
    const stops = [stop('a', 'ajain', '2026-03-06', '2026-03-09'), stop('b', 'ajain', '2026-03-05', '2026-03-10')]
    expect(hostConflicts(stops).map((conflict) => conflict.monday)).toEqual(['2026-03-02', '2026-03-09'])
  })
})

describe('the frame of the timeline', () => {
  const frame = frameOf('2026-01-01' as never, '2026-12-31' as never)

  it('spans whole weeks and places stops by their days', () => {
    expect(frame).toEqual({ monday: '2025-12-29', days: 371 })
    expect(placeOf(stop('a', 'mas', '2026-01-05', '2026-01-07'), frame)).toEqual({ first: 7, days: 3 })
  })

  const units = ['a', 'b'].map((unitId) => ({ unitId, name: unitId, specialty: 'dermatology' })) as SeasonView['units']
  const stops = [
    stop('a', 'ajain', '2026-01-12'),
    stop('a', 'mas', '2026-01-05', '2026-01-06'),
    stop('b', 'x', '2026-02-02'),
  ]
  const bars = barsOf(units, stops, frame, new Set(['b 2026-02-02']))

  it('puts a bar per stop on its unit’s line, in the order of its days, with the room its name has', () => {
    const [ofFirst, ofSecond] = bars as [(typeof bars)[0], (typeof bars)[0]]
    expect(ofFirst.map(({ stop, first, days, room }) => [stop.centreId, first, days, room])).toEqual([
      ['mas', 7, 2, 5],
      ['ajain', 14, 1, 356],
    ])
    expect([...ofFirst, ...ofSecond].map((bar) => bar.isConflict)).toEqual([false, false, true])
  })

  it('finds the bar under a point, or the nearest within a finger’s width, and on no other line', () => {
    expect(barAt(bars, 7.5 * 12, 10, 12)?.stop.centreId).toBe('mas')
    expect(barAt(bars, 9 * 12 + 5, 10, 12)?.stop.centreId).toBe('mas')
    expect(barAt(bars, 14 * 2 - 1, 10, 2)?.stop.centreId).toBe('ajain')
    expect(barAt(bars, 11 * 12, 10, 12)).toBeUndefined()
    expect(barAt(bars, 7.5 * 12, LINE_PIXELS + 10, 12)).toBeUndefined()
    expect(barAt(bars, 7.5 * 12, 9 * LINE_PIXELS, 12)).toBeUndefined()
  })

  it('leads by arrows along a line, and to the nearest stop of the next line that has any', () => {
    const lines = [
      [stop('a', 'x', '2026-02-02'), stop('a', 'y', '2026-03-02')],
      [],
      [stop('c', 'z', '2026-01-05'), stop('c', 'w', '2026-02-26')],
    ]
    const [[first, second], , [, near]] = lines as [SeasonStop[], SeasonStop[], SeasonStop[]]
    expect(nextStop('ArrowRight', first!, lines)).toBe(second)
    expect(nextStop('ArrowRight', second!, lines)).toBeUndefined()
    expect(nextStop('ArrowDown', second!, lines)).toBe(near)
    expect(nextStop('ArrowUp', near!, lines)).toBe(second)
    expect(nextStop('Home', second!, lines)).toBe(first)
  })
})

describe(`the season on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
  })
  afterAll(() => app.ports.planner.close())

  it('shows every unit and every stop of the period, drafts included', async () => {
    const answer = await (await app.rawAs('Perle'))('/api/season')
    const view = (await answer.json()) as SeasonView
    expect(view.units.map((unit) => unit.name)).toEqual(['Mobil’Derm', 'Unité de la vue (fictive)'])
    const stopsOf = (name: string) => {
      const { unitId } = view.units.find((unit) => unit.name === name)!
      return view.stops.filter((each) => each.unitId === unitId)
    }
    expect(stopsOf('Mobil’Derm')).toHaveLength(6)
    expect(stopsOf('Unité de la vue (fictive)')).toHaveLength(2)
    expect(view.stops).toHaveLength(8)
    expect(view.stops.filter((each) => each.state === 'planned').every((each) => each.toStaff > 0)).toBe(true)
    const spring = await (await app.rawAs('Perle'))('/api/season?from=2026-04-09&to=2026-04-30')
    expect(((await spring.json()) as SeasonView).stops.map((each) => each.centreName)).toEqual(['Bellegarde-en-Marche'])
    expect((await (await app.rawAs('Perle'))('/api/season?from=2026-04-09&to=2026-04-01')).status).toBe(422)
  })
})
