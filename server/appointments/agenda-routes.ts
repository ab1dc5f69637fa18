import { Hono } from 'hono'
import { z } from 'zod'
import { AllocationConfirmation, AllocationInput, OfferInput, WalkInInput } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import { SlotId, StopId } from '../../shared/ids.ts'
import { refuse } from '../../shared/problem.ts'
import { LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import { recordAccess } from '../access/audit.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { transaction } from '../store/database.ts'
import { listStopOutlines, listStops } from '../tours/list-stops.ts'
import { confirmAllocation, previewAllocation } from './allocate-stop.ts'
import { dayListCsv } from './day-list.ts'
import { act, checkReferral, stopOfDesk } from './desk.ts'
import { offerSlot } from './offer-slot.ts'
import { countPlaces, readAgenda } from './read-agenda.ts'
import { releaseStop } from './release-stop.ts'
import { findSlot } from './slot-store.ts'
import { countStopImpact, stopImpact } from './stop-impact.ts'
import { bookWalkIn, whoCouldCome } from './walk-in.ts'

const OfStop = z.object({ stopId: StopId })
const OfSlot = z.object({ slotId: SlotId })
const OfDay = z.object({ stopId: StopId, date: LocalDate })

/** How far back a stop stays in the desk's list, in days. */
const PAST_DAYS = 30

/** `/api/agenda`: the stops of a desk, their places and who holds them. Planners read counts, never a patient. */
export function agendaRoutes(ports: Ports) {
  const { db, clock } = ports
  return new Hono<Env>()
    .get('/stops', allow('coordinator', 'gp'), async (c) => {
      const { centreIds } = c.get('person')
      const from = addDays(localDateOf(clock.now(), PARIS), -PAST_DAYS)
      const stops = await listStops(db, { from, centreIds, states: ['published', 'running', 'done'] })
      const counts = await countPlaces(db, stops)
      return c.json({ stops: stops.map((stop, index) => ({ stop, counts: counts[index]! })) })
    })
    .get('/counts', allow('planner'), async (c) => {
      const from = localDateOf(clock.now(), PARIS)
      const stops = await listStopOutlines(db, { from, states: ['published', 'running'] })
      return c.json({ counts: await countPlaces(db, stops) })
    })
    .get('/stops/:stopId', allow('coordinator', 'gp'), valid('param', OfStop), async (c) => {
      const person = c.get('person')
      const { stopId } = c.req.valid('param')
      const stop = orRefuse(await stopOfDesk(db, person, stopId))
      const slots = await transaction(db, async (trx) => {
        const about = { resource: 'agenda', resourceId: stopId, purpose: 'agenda' }
        await recordAccess(trx, { person, action: 'read', ...about, at: clock.now() })
        return readAgenda(trx, ports, stopId)
      })
      return c.json({ stop, slots, now: clock.now() })
    })
    .get('/stops/:stopId/days/:date', allow('coordinator', 'gp'), valid('param', OfDay), async (c) => {
      const person = c.get('person')
      const { stopId, date } = c.req.valid('param')
      orRefuse(await stopOfDesk(db, person, stopId))
      const slots = await transaction(db, async (trx) => {
        const about = { resource: 'agenda', resourceId: stopId, purpose: 'day list' }
        await recordAccess(trx, { person, action: 'export', ...about, at: clock.now() })
        return readAgenda(trx, ports, stopId)
      })
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="liste-${date}.csv"`)
      return c.body(dayListCsv(slots.filter((slot) => slot.date === date)))
    })
    .post(
      '/stops/:stopId/allocation/preview',
      allow('coordinator'),
      valid('param', OfStop),
      valid('json', AllocationInput),
      async (c) => {
        const person = c.get('person')
        const { stopId } = c.req.valid('param')
        orRefuse(await stopOfDesk(db, person, stopId))
        const wanted = { stopId, ...c.req.valid('json') }
        return c.json(
          orRefuse(
            await transaction(db, async (trx) => {
              const about = { resource: 'queue', resourceId: stopId, purpose: 'allocation preview' }
              await recordAccess(trx, { person, action: 'read', ...about, at: clock.now() })
              return previewAllocation(trx, ports, wanted, person, { now: clock.now() })
            }),
          ),
        )
      },
    )
    .post(
      '/stops/:stopId/allocation',
      allow('coordinator'),
      valid('param', OfStop),
      valid('json', AllocationConfirmation),
      async (c) => {
        const person = c.get('person')
        const { stopId } = c.req.valid('param')
        orRefuse(await stopOfDesk(db, person, stopId))
        const about = { resource: 'stop', resourceId: stopId, purpose: 'allocation' } as const
        const wanted = { stopId, ...c.req.valid('json') }
        return c.json(
          orRefuse(await act(ports, person, about, (trx, moment) => confirmAllocation(trx, ports, wanted, moment))),
        )
      },
    )
    .get('/stops/:stopId/impact', allow('coordinator', 'gp'), valid('param', OfStop), async (c) => {
      const person = c.get('person')
      const { stopId } = c.req.valid('param')
      orRefuse(await stopOfDesk(db, person, stopId))
      const lines = await transaction(db, async (trx) => {
        const about = { resource: 'agenda', resourceId: stopId, purpose: 'lost places' }
        await recordAccess(trx, { person, action: 'read', ...about, at: clock.now() })
        return stopImpact(trx, ports, stopId, 'lost_places', person, { now: clock.now() })
      })
      return c.json({ lines })
    })
    .get('/stops/:stopId/cancellation-impact', allow('planner'), valid('param', OfStop), async (c) => {
      const { stopId } = c.req.valid('param')
      return c.json(await countStopImpact(db, stopId, 'whole_stop', { now: clock.now() }))
    })
    .post('/stops/:stopId/lost-places', allow('coordinator'), valid('param', OfStop), async (c) => {
      const person = c.get('person')
      const { stopId } = c.req.valid('param')
      orRefuse(await stopOfDesk(db, person, stopId))
      const about = { resource: 'stop', resourceId: stopId, purpose: 'rehome lost places' } as const
      return c.json(
        orRefuse(
          await act(ports, person, about, (trx, moment) => releaseStop(trx, ports, stopId, moment, 'lost_places')),
        ),
      )
    })
    .get('/slots/:slotId/waiting', allow('coordinator'), valid('param', OfSlot), async (c) => {
      const person = c.get('person')
      const { slotId } = c.req.valid('param')
      const slot = (await findSlot(db, slotId)) ?? refuse('not_found')
      orRefuse(await stopOfDesk(db, person, orRefuse(slot).stopId))
      const candidates = await transaction(db, async (trx) => {
        const about = { resource: 'queue', resourceId: slotId, purpose: 'walk-in' }
        await recordAccess(trx, { person, action: 'read', ...about, at: clock.now() })
        return whoCouldCome(trx, ports, slotId, person, { now: clock.now() })
      })
      return c.json({ candidates: orRefuse(candidates) })
    })
    .post(
      '/slots/:slotId/walk-in',
      allow('coordinator'),
      valid('param', OfSlot),
      valid('json', WalkInInput),
      async (c) => {
        const person = c.get('person')
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        const slot = (await findSlot(db, wanted.slotId)) ?? refuse('not_found')
        orRefuse(await stopOfDesk(db, person, orRefuse(slot).stopId))
        const refusal = await checkReferral(db, person, wanted.referralId)
        if (refusal) orRefuse(refusal)
        const about = { resource: 'referral', resourceId: wanted.referralId, purpose: 'walk-in' } as const
        return c.json(
          orRefuse(await act(ports, person, about, (trx, moment) => bookWalkIn(trx, ports, wanted, moment))),
          201,
        )
      },
    )
    .post(
      '/slots/:slotId/offer',
      allow('coordinator'),
      valid('param', OfSlot),
      valid('json', OfferInput),
      async (c) => {
        const person = c.get('person')
        const { slotId } = c.req.valid('param')
        const slot = (await findSlot(db, slotId)) ?? refuse('not_found')
        orRefuse(await stopOfDesk(db, person, orRefuse(slot).stopId))
        const wanted = { slotId, ...c.req.valid('json') }
        const about = { resource: 'stop', resourceId: orRefuse(slot).stopId, purpose: 'offer a place' } as const
        const offered = orRefuse(
          await act(ports, person, about, (trx, moment) => offerSlot(trx, ports, wanted, moment)),
        )
        return c.json({ appointmentId: offered.appointmentId, heldUntil: offered.heldUntil }, 201)
      },
    )
}
