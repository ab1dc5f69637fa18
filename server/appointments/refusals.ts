import type { RefusalTexts } from '../problem-texts.ts'

/** Why a place cannot be given, moved or freed, in words a person at the desk can act on. */
export const appointmentRefusals = {
  already_settled: {
    status: 409,
    fr: 'Quelqu’un a déjà tranché entre ces deux notes. Rechargez la page.',
    en: 'Someone has already settled these two notes. Reload the page.',
  },
  slot_taken: {
    status: 409,
    fr: 'Ce créneau vient d’être pris. Choisissez-en un autre parmi ceux qui restent.',
    en: 'This slot has just been taken. Choose another of those left.',
  },
  slot_withdrawn: {
    status: 409,
    fr: 'Ce créneau ne fait plus partie des horaires de l’étape. Choisissez-en un autre.',
    en: 'This slot is no longer among the stop’s hours. Choose another.',
  },
  slot_past: {
    status: 409,
    fr: 'Cette heure est passée. Choisissez un créneau à venir.',
    en: 'This time has passed. Choose a slot to come.',
  },
  slot_reserved: {
    status: 409,
    fr: 'Ce créneau est gardé pour les priorités 1 et 2 jusqu’à {days} jours avant l’étape.',
    en: 'This slot is kept for priorities 1 and 2 until {days} days before the stop.',
  },
  slot_too_short: {
    status: 409,
    fr: 'Ce patient a besoin d’un créneau long (consultation et geste). Choisissez un créneau long.',
    en: 'This patient needs a long slot (consultation and procedure). Choose a long one.',
  },
  day_excluded: {
    status: 409,
    fr: 'Le patient ne peut pas venir ce jour-là. Choisissez un autre jour.',
    en: 'The patient cannot come on that day. Choose another day.',
  },
  other_specialty: {
    status: 409,
    fr: 'Cette étape n’est pas celle de la spécialité demandée.',
    en: 'This stop is not for the specialty asked for.',
  },
  stop_not_open: {
    status: 409,
    fr: 'Cette étape n’est pas publiée, ou elle est terminée ou annulée : aucun rendez-vous ne peut y être pris.',
    en: 'This stop is not published, or is over or cancelled: no appointment can be made there.',
  },
  closed_day: {
    status: 409,
    fr: 'Aucune consultation n’a lieu ce jour-là à cette étape. Choisissez un jour et une heure de consultation.',
    en: 'No consultation takes place on that day at this stop. Choose a day and hour of consultation.',
  },
  already_booked: {
    status: 409,
    fr: 'Ce patient a déjà un rendez-vous ou une proposition en cours. Déplacez-le plutôt que d’en créer un second.',
    en: 'This patient already has an appointment or an offer. Move it rather than making a second one.',
  },
  referral_not_open: {
    status: 409,
    fr: 'Cet adressage est clos ou déjà vu : il n’attend plus de rendez-vous.',
    en: 'This referral is closed or already seen: it no longer waits for an appointment.',
  },
  appointment_ended: {
    status: 409,
    fr: 'Ce rendez-vous n’est plus en cours : il a été annulé, refusé, a expiré ou a eu lieu.',
    en: 'This appointment no longer stands: it was cancelled, declined, has expired or took place.',
  },
  answered_too_late: {
    status: 409,
    fr: 'Cette proposition n’est plus valable : la place a été redonnée. Le centre va vous recontacter.',
    en: 'This offer no longer stands: the place was given to someone else. The centre will contact you.',
  },
  already_arrived: {
    status: 409,
    fr: 'Ce patient est déjà arrivé ou a déjà été vu.',
    en: 'This patient has already arrived or been seen.',
  },
  not_yet: {
    status: 409,
    fr: 'Ce jour n’est pas encore venu : on ne peut noter ni arrivée ni absence à l’avance.',
    en: 'This day has not come yet: neither arrival nor absence can be noted ahead.',
  },
  reason_needed: {
    status: 400,
    fr: 'Écrivez pourquoi cette place est ajoutée (10 caractères au moins) : le motif reste visible dans l’agenda.',
    en: 'Say why this place is added (at least 10 characters): the reason stays visible in the agenda.',
  },
  too_late_to_offer: {
    status: 409,
    fr: 'Il est trop tard pour proposer cette place par message. Appelez un patient de la liste d’attente.',
    en: 'It is too late to offer this place by message. Call a patient of the waiting list.',
  },
  nobody_to_offer: {
    status: 409,
    fr: 'Personne dans la file ne peut prendre cette place : type, jours possibles, réserve, ou déjà sollicité.',
    en: 'Nobody in the queue can take this place: kind, possible days, reserve, or already asked.',
  },
  not_waiting: {
    status: 409,
    fr: 'Ce patient n’attend plus de place à cette étape.',
    en: 'This patient no longer waits for a place at this stop.',
  },
  allocation_changed: {
    status: 409,
    fr: 'La file ou l’agenda a changé depuis l’aperçu. Relisez le nouvel aperçu avant de confirmer ; rien n’a été écrit.',
    en: 'The queue or the agenda changed since the preview. Read the new preview before confirming; nothing was written.',
  },
  waiting_list_step: {
    status: 409,
    fr: 'Cette étape de la liste d’attente n’est plus possible.',
    en: 'This step of the waiting list is no longer possible.',
  },
} satisfies RefusalTexts
