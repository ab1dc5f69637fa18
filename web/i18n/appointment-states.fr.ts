/** Where an appointment is, in the same words for the desk and for the specialist. */
export const fr = {
  offered: 'Proposé',
  booked: 'Sans réponse',
  confirmed: 'Confirmé',
  arrived: 'Arrivé',
  done: 'Vu',
  no_show: 'Absent',
  excused: 'Excusé',
  declined: 'Refusé',
  expired: 'Expiré',
  cancelled: 'Annulé',
}
