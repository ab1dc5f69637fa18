import type { RefusalTexts } from '../problem-texts.ts'

/** What referrals refuse, in words. */
export const referralRefusals = {
  unknown_specialty: {
    status: 400,
    fr: 'Aucun protocole n’est prévu pour cette spécialité.',
    en: 'No protocol is set for this specialty.',
  },
  birth_date_in_future: {
    status: 422,
    fr: 'La date de naissance est dans le futur. Corrigez-la.',
    en: 'The birth date is in the future. Correct it.',
  },
  birth_date_impossible: {
    status: 422,
    fr: 'La date de naissance remonte à plus de 120 ans. Corrigez-la.',
    en: 'The birth date is more than 120 years ago. Correct it.',
  },
  phone_required: {
    status: 422,
    fr: 'Indiquez un numéro où joindre le patient, le sien ou celui d’un proche.',
    en: 'Give a number where the patient can be reached, theirs or a relative’s.',
  },
  invalid_phone: {
    status: 422,
    fr: 'Ce numéro ne peut pas être appelé. Vérifiez-le : dix chiffres, ou l’indicatif du pays.',
    en: 'This number cannot be called. Check it: ten digits, or the country code.',
  },
  unknown_commune: {
    status: 422,
    fr: 'Cette commune n’existe pas. Choisissez-la dans la liste.',
    en: 'This commune does not exist. Choose it from the list.',
  },
  answer_unknown: {
    status: 422,
    fr: 'Cette réponse n’est pas prévue par le protocole.',
    en: 'The protocol does not know this answer.',
  },
  answer_required: {
    status: 422,
    fr: 'Répondez à cette question avant d’envoyer.',
    en: 'Answer this question before sending.',
  },
  incoherent_answers: {
    status: 422,
    fr: 'Les réponses se contredisent : un signe d’alarme est coché sur ce qui est dit sans suspicion. Corrigez l’un ou l’autre.',
    en: 'The answers contradict each other: an alarm sign is ticked where nothing is suspected. Correct one or the other.',
  },
  not_assessed_blocks: {
    status: 422,
    fr: 'Un signe non évalué pourrait rendre la demande urgente : évaluez-le. « Non évalué » ne vaut jamais « non ».',
    en: 'A sign not assessed could make this urgent: assess it. “Not assessed” never counts as “no”.',
  },
  attestation_required: {
    status: 422,
    fr: 'Attestez d’abord si l’une des situations « Ne pas attendre le camion » est présente.',
    en: 'First attest whether one of the “Do not wait for the unit” situations is present.',
  },
  contradictory_attestation: {
    status: 422,
    fr: 'Vous attestez « Aucune de ces situations », mais vos réponses en décrivent une. Corrigez l’une ou l’autre.',
    en: 'You attest “None of these situations”, yet your answers describe one. Correct one or the other.',
  },
  red_flag_is_p1: {
    status: 422,
    fr: 'Une situation « Ne pas attendre le camion » est toujours une priorité 1.',
    en: 'A “Do not wait for the unit” situation is always priority 1.',
  },
  reason_required: {
    status: 422,
    fr: 'Dites pourquoi : choisissez un motif.',
    en: 'Say why: choose a reason.',
  },
  reason_text_required: {
    status: 422,
    fr: 'Expliquez ce motif en dix caractères ou plus.',
    en: 'Explain this reason in ten characters or more.',
  },
  same_class: {
    status: 422,
    fr: 'C’est déjà la priorité de ce patient.',
    en: 'This is already the patient’s priority.',
  },
  confirm_lowering: {
    status: 409,
    fr: 'Vous abaissez une priorité 1. Confirmez une seconde fois.',
    en: 'You are lowering a priority 1. Confirm a second time.',
  },
  duplicate_referral: {
    status: 409,
    fr: 'Ce patient a déjà un adressage en cours dans votre centre. Ouvrez-le, ou confirmez que celui-ci est voulu.',
    en: 'This patient already has an open referral in your centre. Open it, or confirm that this one is wanted.',
  },
  referral_over: {
    status: 409,
    fr: 'Cet adressage est terminé : il ne peut plus être modifié.',
    en: 'This referral is over: it can no longer be changed.',
  },
  waiting_list_alone_refused: {
    status: 422,
    fr: 'La liste d’attente seule ne suffit pas pour une priorité 1 ou 2. Choisissez d’abord un avis ou une place à temps.',
    en: 'The waiting list alone is not enough for a priority 1 or 2. First choose an opinion or a place in time.',
  },
  alternative_incomplete: {
    status: 422,
    fr: 'Il manque la place ou le jour de cette solution.',
    en: 'The place or the day of this choice is missing.',
  },
  not_in_time: {
    status: 409,
    fr: 'Cette place vient après la date limite.',
    en: 'This place comes after the deadline.',
  },
  breach_not_covered: {
    status: 409,
    fr: 'Ce patient n’a ni place à temps ni solution. Choisissez d’abord une solution : l’alerte se lèvera d’elle-même.',
    en: 'This patient has neither a place in time nor another solution. Choose one first: the alert will then end.',
  },
  referral_erased: {
    status: 409,
    fr: 'Ce dossier a été effacé au terme de sa conservation et ne se rouvre pas : adressez de nouveau ce patient.',
    en: 'This file was erased at the end of its retention and cannot be reopened: refer this patient anew.',
  },
  referral_not_closed: {
    status: 409,
    fr: 'Cet adressage n’est pas clos : il n’y a rien à rouvrir.',
    en: 'This referral is not closed: there is nothing to reopen.',
  },
  nothing_to_acknowledge: {
    status: 409,
    fr: 'Aucune alerte n’est ouverte pour ce patient.',
    en: 'No alert stands for this patient.',
  },
  stop_out_of_reach: {
    status: 409,
    fr: 'Cette étape est plus loin que ce que ce patient peut parcourir.',
    en: 'This stop is farther than this patient can drive.',
  },
  stop_is_full: {
    status: 409,
    fr: 'Aucune place libre de cette étape ne convient à ce patient.',
    en: 'No free place of this stop suits this patient.',
  },
  already_at_stop: {
    status: 409,
    fr: 'Ce patient a déjà une place à cette étape.',
    en: 'This patient already has a place at this stop.',
  },
  advice_too_late: {
    status: 409,
    fr: 'Un avis se donne avant le rendez-vous. Notez plutôt la suite de la consultation.',
    en: 'Advice is given before the appointment. Record the outcome of the visit instead.',
  },
  advice_pending: {
    status: 409,
    fr: 'Un avis attend déjà la décision du centre pour ce patient.',
    en: 'An advice already waits for the centre’s decision on this patient.',
  },
  advice_decided: {
    status: 409,
    fr: 'Un confrère a déjà décidé de cet avis.',
    en: 'A colleague has already decided on this advice.',
  },
  session_outside_stop: {
    status: 422,
    fr: 'Cette vacation tombe hors des jours de l’étape. Choisissez un jour de l’étape.',
    en: 'This session falls outside the days of the stop. Choose one of its days.',
  },
  not_about_a_call: {
    status: 409,
    fr: 'Cette alerte ne se lève pas par un appel. Ouvrez l’adressage pour voir ce qu’elle demande.',
    en: 'A call does not end this alert. Open the referral to see what it asks for.',
  },
  outcome_not_recorded: {
    status: 409,
    fr: 'Personne n’a dit si ce patient a été vu. Notez s’il est venu ou non ; l’alerte se lèvera avec la suite du spécialiste.',
    en: 'Nobody has said whether this patient was seen. Note whether they came; the alert ends with the specialist’s outcome.',
  },
  owner_and_deadline_required: {
    status: 422,
    fr: 'Indiquez qui organise la suite et pour quelle date.',
    en: 'Say who arranges what follows, and by when.',
  },
  appointment_not_for_outcome: {
    status: 409,
    fr: 'Ce rendez-vous n’a pas encore eu lieu ou a été annulé.',
    en: 'This appointment has not taken place yet, or was cancelled.',
  },
  no_letter_sent: {
    status: 409,
    fr: 'Aucune lettre n’a encore été envoyée pour cette consultation.',
    en: 'No letter has been sent for this visit yet.',
  },
  no_result_owed: {
    status: 409,
    fr: 'Aucun résultat n’est attendu pour cette consultation.',
    en: 'No result is owed for this visit.',
  },
} satisfies RefusalTexts
