import { describe, expect, it } from 'vitest'
import { PlanRates } from '../../shared/plan.ts'
import type { ProposalRequest } from '../../shared/proposal.ts'
import { ProposalRequest as Request } from '../../shared/proposal.ts'
import { StopEdit } from '../../shared/tour-edit.ts'
import { actOf, atCentre, moveStop, ordersOf } from '../../web/planner/edit-moves.ts'
import { signed, termChanges } from '../../web/planner/edit-price.tsx'
import { requestOf } from '../../web/planner/proposal-form-state.ts'
import { fieldsOfRequest, withLine } from '../../web/planner/starting-request.ts'

const ajain = '00023002-0000-4000-8000-000000023002'
const reuilly = '00036171-0000-4000-8000-000000036171'
const stop = StopEdit.parse({
  stopId: '11111111-1111-4111-8111-111111111111',
  centreId: ajain,
  firstDay: '2026-05-19',
  lastDay: '2026-05-21',
})
const daysOf = ({ firstDay, lastDay }: StopEdit) => `${firstDay} ${lastDay}`
const key = (name: string, held: object = {}) => actOf({ key: name, shiftKey: false, altKey: false, ...held })

describe('a stop moved by hand', () => {
  it('goes whole, or by one of its ends, which never passes the other', () => {
    expect(daysOf(moveStop(stop, 'stop', 3))).toBe('2026-05-22 2026-05-24')
    expect(daysOf(moveStop(stop, 'last', -1))).toBe('2026-05-19 2026-05-20')
    expect(daysOf(moveStop(stop, 'last', -9))).toBe('2026-05-19 2026-05-19')
    expect(daysOf(moveStop(stop, 'first', -1))).toBe('2026-05-18 2026-05-21')
    expect(daysOf(moveStop(stop, 'first', 9))).toBe('2026-05-21 2026-05-21')
  })

  it('answers the keys: a day, a week, its last day, fixed, taken out; no other', () => {
    expect(key('ArrowRight')).toEqual({ grip: 'stop', days: 1 })
    expect(key('ArrowLeft', { altKey: true })).toEqual({ grip: 'stop', days: -7 })
    expect(key('ArrowRight', { shiftKey: true })).toEqual({ grip: 'last', days: 1 })
    expect([key('Delete'), key('f'), key('Tab'), key('Enter')]).toEqual(['remove', 'pin', null, null])
  })

  it('is another stop at another centre, and the same at its own', () => {
    expect(atCentre(stop, stop.centreId)).toBe(stop)
    expect(atCentre(stop, StopEdit.parse({ ...stop, centreId: reuilly }).centreId)).toMatchObject({
      stopId: null,
      centreId: reuilly,
      firstDay: '2026-05-19',
    })
  })

  it('keeps its line in the list and takes its number from the calendar', () => {
    expect(ordersOf([moveStop(stop, 'stop', 14), stop, moveStop(stop, 'stop', 7)])).toEqual([3, 1, 2])
  })
})

describe('what a change costs', () => {
  const worth = (amount: number) => ({
    score: amount,
    lostWithout: [],
    terms: [
      { term: 'seen_P1' as const, amount, points: amount * 10 },
      { term: 'set_ups' as const, amount: 2, points: -4 },
    ],
  })

  it('is told term by term, those that do not change left out', () => {
    expect(termChanges(worth(3), worth(1))).toEqual([{ term: 'seen_P1', amount: -2, points: -20 }])
    expect([signed(2), signed(-0.5), signed(0.01)]).toEqual(['+2', '−0,5', '='])
  })
})

describe('a request to change', () => {
  const offered = PlanRates.parse({})
  const request: ProposalRequest = Request.parse({
    from: '2026-02-01',
    to: '2026-04-30',
    unitIds: ['22222222-2222-4222-8222-222222222222'],
    centreIds: [ajain, reuilly],
    minDays: 2,
    pins: [{ centreId: ajain }],
    bans: [{ during: { from: '2026-03-02', to: '2026-03-06' } }],
    rates: { ...offered, preset: 'urgent_first', perSetUp: 3.5 },
    published: 'nearby',
    maxChangedStops: 4,
    seconds: 7,
  })

  it('comes back to the form as it was asked, so that it would be asked again alike', () => {
    const fields = fieldsOfRequest(request, offered)
    expect(fields.rates).toEqual({ perSetUp: '3.5' })
    expect(Request.parse(requestOf(fields, offered))).toEqual(request)
  })

  it('takes one stop more to impose or to forbid, never both', () => {
    const line = { centreId: stop.centreId, first: '2026-03-18', last: '2026-03-19' }
    const pinned = withLine(fieldsOfRequest(request, offered), 'pins', line)
    expect(requestOf(pinned, offered).pins).toHaveLength(2)
    expect(requestOf(withLine(pinned, 'pins', line), offered).pins).toHaveLength(2)
    const forbidden = requestOf(withLine(pinned, 'bans', line), offered)
    expect([forbidden.pins?.length, forbidden.bans?.length]).toEqual([1, 2])
  })
})
