import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Job } from '../job.ts'
import { closeMootCalls } from './call-task-store.ts'
import { collectReplies } from './collect-replies.ts'
import { lookUpMessages } from './look-up-messages.ts'
import { nextMessageDue } from './message-store.ts'
import { sendMessages } from './send-messages.ts'
import { nextReminderAt, writeReminders } from './write-reminders.ts'

/** What the messages room does as time passes: takes replies in, writes reminders, sends, looks up, tidies the call list. */
export const messageJobs: Job = {
  name: 'messages',
  async run(ports) {
    await collectReplies(ports)
    await writeReminders(ports)
    await lookUpMessages(ports)
    await sendMessages(ports)
    await nextTurn()
    await closeMootCalls(ports.db, ports.clock.now())
  },
  async nextAt(ports) {
    const times = [await nextMessageDue(ports.db, ports.clock.now()), await nextReminderAt(ports)]
    return times.filter((at) => at !== null).sort()[0] ?? null
  },
}
