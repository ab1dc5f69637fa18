import type { fr } from './appointment-states.fr.ts'

export const en = {
  offered: 'Offered',
  booked: 'Unanswered',
  confirmed: 'Confirmed',
  arrived: 'Arrived',
  done: 'Seen',
  no_show: 'Absent',
  excused: 'Excused',
  declined: 'Declined',
  expired: 'Expired',
  cancelled: 'Cancelled',
} satisfies typeof fr
