import type { fr } from './home.fr.ts'

export const en: typeof fr = {
  title: 'Sign in to Escale',
  demoIntro:
    'Choose a fictitious person to see Escale through their eyes. Every person and patient in this demonstration is invented.',
  nobody: 'No demonstration account',
  nobodyHelp: 'The database is empty. The administrator of this installation can fill it.',
  enter: (name: string) => `Enter as ${name}`,
  expiredTitle: 'Your session has ended',
  expired: 'Sign in again: the page stayed as it was, with what you typed, and will come back.',
  leavePage: 'Leave this page and keep nothing',
  purpose: {
    planner: 'Prepare, compare and publish tours',
    gp: 'Refer a patient and follow the answer',
    coordinator: 'Fill a stop, call patients, run the day',
    specialist: 'Choose days and record outcomes',
    administrator: 'Accounts, centres, settings and access log',
  },
}
