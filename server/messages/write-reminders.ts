import { setImmediate as nextTurn } from 'node:timers/promises'
import { addDays, daysFromTo } from '../../shared/days.ts'
import { type Instant, localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { listStandingVisits, type StandingVisit } from './appointment-context-store.ts'
import { listWritten } from './message-store.ts'
import { EARLIEST_DAYS, isReminderFor, type Reminder, remindersOf, reminderTimes } from './reminders.ts'
import { causeOf, type WritingPorts, writeMessage } from './write-message.ts'

type ReminderPorts = WritingPorts & Pick<Ports, 'db' | 'clock' | 'log'>

/** The day from which an appointment may still be reminded of: overseas it may still be yesterday. */
const firstDay = ({ clock }: Pick<Ports, 'clock'>) => addDays(localDateOf(clock.now(), PARIS), -1)

/**
 * Writes every reminder whose time has come, once. Whoever has still not answered the day before is also put on the call
 * list, since a call halves absences where an SMS alone was not answered.
 */
export async function writeReminders(ports: ReminderPorts): Promise<void> {
  const now = ports.clock.now()
  const from = firstDay(ports)
  const due: { appointment: StandingVisit; due: Reminder }[] = []
  const timesOf = rememberTimes()
  for (const date of daysFromTo(from, addDays(from, EARLIEST_DAYS + 2))) {
    // A day at a time, so that requests are answered meanwhile.
    await nextTurn()
    for (const appointment of await listStandingVisits(ports.db, { from: date, to: date })) {
      const times = timesOf(appointment)
      if (times.every(({ at }) => at > now)) continue
      const reminders = remindersOf(appointment, appointment, times)
      const reminder = reminders.find(({ at, lapsesAt }) => at <= now && now < lapsesAt)
      if (reminder && isReminderFor(reminder.kind, appointment.state)) due.push({ appointment, due: reminder })
    }
  }
  const causes = due.map(({ appointment, due: { kind } }) => causeOf(kind, appointment))
  // Most were written in an earlier round, and no transaction is opened for them.
  const written = await listWritten(ports.db, causes)
  for (const [index, { appointment, due: reminder }] of due.entries()) {
    if (written.has(causes[index]!)) continue
    try {
      await writeReminder(ports, appointment, reminder, now)
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      ports.log.error({ appointmentId: appointment.appointmentId, error: name }, 'a reminder could not be written')
    }
  }
}

/** The times of a day at a place are those of all its visits. */
function rememberTimes() {
  const known = new Map<string, ReturnType<typeof reminderTimes>>()
  return ({ date, zone, department }: StandingVisit) => {
    const key = `${date} ${zone} ${department}`
    const times = known.get(key) ?? reminderTimes(date, { zone, department })
    known.set(key, times)
    return times
  }
}

async function writeReminder(
  ports: ReminderPorts,
  appointment: StandingVisit,
  { kind, lapsesAt }: Reminder,
  now: Instant,
): Promise<void> {
  const { appointmentId, slotId } = appointment
  const moment = { now, personId: null }
  await transaction(ports.db, async (trx) => {
    await writeMessage(trx, ports, { kind, appointmentId, lapsesAt }, moment)
    if (kind !== 'reminder_1' || appointment.state !== 'booked') return
    await addCall(
      trx,
      ports,
      {
        centreId: appointment.ownerCentreId,
        referralId: appointment.referralId,
        appointmentId,
        reason: 'no_answer',
        urgent: appointment.priorityClass === 'P1' || appointment.priorityClass === 'P2',
        cause: slotId,
      },
      moment,
    )
  })
}

/** When the next reminder is to be written, strictly after now; null when none is foreseen. */
export async function nextReminderAt(ports: Pick<Ports, 'db' | 'clock'>): Promise<Instant | null> {
  const now = ports.clock.now()
  const timesOf = rememberTimes()
  const times = (await listStandingVisits(ports.db, { from: firstDay(ports) })).flatMap((appointment) =>
    remindersOf(appointment, appointment, timesOf(appointment))
      .filter(({ kind, at }) => at > now && isReminderFor(kind, appointment.state))
      .map(({ at }) => at),
  )
  return times.sort()[0] ?? null
}
