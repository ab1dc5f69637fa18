import type { fr } from './calendars.fr.ts'
export const en: typeof fr = {
  calendars: 'Calendars',
  title: 'Subscribe to a calendar',
  explained:
    'Secret addresses to paste in Thunderbird, Google Calendar or Outlook. They say where and when the unit receives and who consults, never a patient. Revoke an address shared by mistake.',
  kind: { unit: 'Unit', centre: 'Centre', specialist: 'Specialist' },
  copy: 'Copy the address',
  copied: (name) => `Address of the calendar of ${name} copied.`,
  revoke: 'Revoke',
  revokeForGood: 'Revoke for all its subscribers',
  revoked: (name) => `The former address of the calendar of ${name} no longer works.`,
  daysBefore: (days) => (days === 1 ? 'the day before' : `${days}\u00a0days before`),
  reminders: (moments) =>
    `Thunderbird and Apple Calendar remind you of each of your days ${moments}. Google Calendar and Outlook only follow the reminders you set there yourself.`,
}
