import { Hono } from 'hono'
import { z } from 'zod'
import {
  AnswerInput,
  ArrivalInput,
  BookingInput,
  CancelInput,
  MoveInput,
  NoteInput,
  OverbookInput,
  SettleInput,
} from '../../shared/appointment.ts'
import { AppointmentId, ReferralId, StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { languageOf } from '../access/language.ts'
import type { Moment } from '../access/moment.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, toProblem } from '../problems.ts'
import type { Transaction } from '../store/database.ts'
import { answerOffer } from './answer-offer.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { act, checkAppointment, checkReferral } from './desk.ts'
import { freeSlotsFor } from './find-slots.ts'
import { moveAppointment } from './move-appointment.ts'
import { nameNextHolders } from './name-next-holders.ts'
import { noteAttendance, settleNote } from './note-attendance.ts'
import { overbook } from './overbook.ts'
import { recordArrival } from './record-arrival.ts'

const OfAppointment = z.object({ appointmentId: AppointmentId })
const OfNote = OfAppointment.extend({ noteId: z.uuid() })
const FreeQuery = z.object({ referralId: ReferralId, stopId: StopId })

/** `/api/appointments`: one appointment at a time, made, moved, answered, ended, or noted on the day. */
export function appointmentRoutes(ports: Ports) {
  const { db, clock } = ports
  const stateOf = (agreed: boolean) => (agreed ? ('confirmed' as const) : ('booked' as const))
  /** Runs a use case on an appointment of one of the person's centres. */
  async function onAppointment<Wanted extends { appointmentId: AppointmentId }, Done>(
    person: SignedInPerson,
    wanted: Wanted,
    purpose: string,
    work: (trx: Transaction, ports: Ports, wanted: Wanted, moment: Moment) => Promise<Done | Refusal>,
  ): Promise<Done | Refusal> {
    const about = { resource: 'appointment', resourceId: wanted.appointmentId, purpose } as const
    return act(ports, person, about, async (trx, moment) => {
      const refusal = await checkAppointment(trx, person, wanted.appointmentId)
      return refusal ?? work(trx, ports, wanted, moment)
    })
  }
  return new Hono<Env>()
    .get('/free', allow('coordinator', 'gp'), valid('query', FreeQuery), async (c) => {
      const { referralId, stopId } = c.req.valid('query')
      const refusal = await checkReferral(db, c.get('person'), referralId, stopId)
      if (refusal) orRefuse(refusal)
      return c.json({ slots: orRefuse(await freeSlotsFor(db, referralId, stopId, clock.now())) })
    })
    .post('/', allow('coordinator', 'gp'), valid('json', BookingInput), async (c) => {
      const person = c.get('person')
      const { agreed, ...wanted } = c.req.valid('json')
      const refusal = await checkReferral(db, person, wanted.referralId)
      if (refusal) orRefuse(refusal)
      const about = { resource: 'referral', resourceId: wanted.referralId, purpose: 'book' } as const
      const booked = await act(ports, person, about, (trx, moment) =>
        bookAppointment(trx, ports, { ...wanted, state: stateOf(agreed) }, moment),
      )
      return c.json(orRefuse(booked), 201)
    })
    .post('/overbooked', allow('coordinator', 'gp'), valid('json', OverbookInput), async (c) => {
      const person = c.get('person')
      const { agreed, ...wanted } = c.req.valid('json')
      const refusal = await checkReferral(db, person, wanted.referralId)
      if (refusal) orRefuse(refusal)
      const about = { resource: 'referral', resourceId: wanted.referralId, purpose: 'overbook' } as const
      const booked = await act(ports, person, about, (trx, moment) =>
        overbook(trx, ports, { ...wanted, state: stateOf(agreed) }, moment),
      )
      return c.json(orRefuse(booked), 201)
    })
    .post(
      '/:appointmentId/move',
      allow('coordinator', 'gp'),
      valid('param', OfAppointment),
      valid('json', MoveInput),
      async (c) => {
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await onAppointment(c.get('person'), wanted, 'move', moveAppointment)))
      },
    )
    .post(
      '/:appointmentId/cancel',
      allow('coordinator', 'gp'),
      valid('param', OfAppointment),
      valid('json', CancelInput),
      async (c) => {
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        const person = c.get('person')
        const reoffered = orRefuse(
          await onAppointment(person, wanted, 'cancel', async (trx, _, cancellation, moment) => {
            const cancelled = await cancelAppointment(trx, ports, cancellation, moment)
            if (isRefusal(cancelled)) return cancelled
            const { appointmentId } = cancellation
            const next = await nameNextHolders(trx, ports, person, cancelled.reoffered ? [appointmentId] : [])
            return { reoffered: next.get(appointmentId) ?? null }
          }),
        )
        return c.json(reoffered)
      },
    )
    .post(
      '/:appointmentId/arrival',
      allow('coordinator', 'gp'),
      valid('param', OfAppointment),
      valid('json', ArrivalInput),
      async (c) => {
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await onAppointment(c.get('person'), wanted, 'arrival', recordArrival)))
      },
    )
    .post(
      '/:appointmentId/notes',
      allow('coordinator'),
      valid('param', OfAppointment),
      valid('json', NoteInput),
      async (c) => {
        const brought = { ...c.req.valid('param'), ...c.req.valid('json') }
        const note = orRefuse(await onAppointment(c.get('person'), brought, 'note brought later', noteAttendance))
        return c.json({ outcome: note.outcome, problem: note.why && toProblem(note.why, languageOf(c)).body })
      },
    )
    .post(
      '/:appointmentId/notes/:noteId/settle',
      allow('coordinator'),
      valid('param', OfNote),
      valid('json', SettleInput),
      async (c) => {
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await onAppointment(c.get('person'), wanted, 'settle a note', settleNote)))
      },
    )
    .post(
      '/:appointmentId/answer',
      allow('coordinator', 'gp'),
      valid('param', OfAppointment),
      valid('json', AnswerInput),
      async (c) => {
        const wanted = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await onAppointment(c.get('person'), wanted, 'answer by telephone', answerOffer)))
      },
    )
}
