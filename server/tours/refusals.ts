import type { RefusalTexts } from '../problem-texts.ts'

export const tourRefusals = {
  horizon_reversed: {
    status: 422,
    fr: 'La période se termine avant de commencer. Choisissez une date de fin après la date de début.',
    en: 'The period ends before it starts. Choose an end date after the start date.',
  },
  horizon_begun: {
    status: 422,
    fr: 'La période commence avant aujourd’hui ({today}) : aucune étape ne peut y être placée dans le passé. Choisissez une date de début à partir d’aujourd’hui.',
    en: 'The period starts before today ({today}): no stop can be placed in the past. Choose a start date from today on.',
  },
  horizon_too_long: {
    status: 422,
    fr: 'La période dépasse {days} jours. Planifiez une période plus courte, puis la suivante.',
    en: 'The period is longer than {days} days. Plan a shorter period, then the next.',
  },
  stop_days_reversed: {
    status: 422,
    fr: 'L’étape se termine avant de commencer. Choisissez un dernier jour après le premier.',
    en: 'The stop ends before it starts. Choose a last day after the first.',
  },
  unknown_unit: {
    status: 422,
    fr: 'Cette unité mobile n’existe pas ou n’est plus en service.',
    en: 'This mobile unit does not exist or is no longer in service.',
  },
  mixed_specialties: {
    status: 422,
    fr: 'Ces unités ne sont pas de la même spécialité : planifiez chaque spécialité à part.',
    en: 'These units are not of the same specialty: plan each specialty separately.',
  },
  unknown_base_proposal: {
    status: 422,
    fr: 'La proposition à laquelle comparer celle-ci n’existe plus. Demandez-en une nouvelle.',
    en: 'The proposal to compare this one with no longer exists. Ask for a new one.',
  },
  proposal_adds_nothing: {
    status: 409,
    fr: 'Cette proposition n’ajoute aucune étape à celles déjà publiées : il n’y a rien à garder en brouillon.',
    en: 'This proposal adds no stop to those already published: there is nothing to keep as a draft.',
  },
  unknown_centre: {
    status: 422,
    fr: 'Ce centre hôte n’existe pas ou n’accueille plus d’unité.',
    en: 'This host centre does not exist or no longer hosts units.',
  },
  unknown_stop: {
    status: 422,
    fr: 'Cette étape n’appartient pas à la tournée. Rechargez-la et recommencez.',
    en: 'This stop does not belong to the tour. Reload it and try again.',
  },
  stop_outside_horizon: {
    status: 422,
    fr: 'L’étape de {centre} sort de la période de la tournée ({start} – {end}). Déplacez-la ou allongez la période.',
    en: 'The stop at {centre} lies outside the tour ({start} – {end}). Move it or extend the tour.',
  },
  stop_closed_day: {
    status: 422,
    fr: 'Personne ne peut être reçu à {centre} le {day} : centre fermé, jour férié ou jour sans consultation. Choisissez d’autres jours.',
    en: 'Nobody can be received at {centre} on {day}: closed, a public holiday or a day without consultations. Choose other days.',
  },
  stops_overlap: {
    status: 422,
    fr: 'L’unité ne peut pas être à {centre} et à {other} le même jour ({day}). Déplacez l’une des deux étapes.',
    en: 'The unit cannot be at {centre} and {other} on the same day ({day}). Move one of the two stops.',
  },
  stop_listed_twice: {
    status: 422,
    fr: 'La même étape figure deux fois dans la tournée.',
    en: 'The same stop is listed twice in the tour.',
  },
  tour_not_editable: {
    status: 409,
    fr: 'Cette tournée est publiée : ses étapes se déplacent ou s’annulent une à une, pour prévenir les patients concernés.',
    en: 'This tour is published: its stops are moved or cancelled one by one, so that patients concerned are told.',
  },
  tour_over: {
    status: 409,
    fr: 'Cette tournée est terminée ou annulée : elle ne peut plus changer.',
    en: 'This tour is over or cancelled: it can no longer change.',
  },
  tour_not_publishable: {
    status: 409,
    fr: 'La tournée ne peut pas être publiée : {count} point(s) à régler d’abord.',
    en: 'The tour cannot be published: {count} point(s) to settle first.',
  },
  nothing_to_publish: {
    status: 409,
    fr: 'Rien n’a changé depuis la dernière version publiée.',
    en: 'Nothing has changed since the last published version.',
  },
  stop_not_movable: {
    status: 409,
    fr: 'Cette étape ne peut plus être déplacée ni annulée : elle est passée, déjà annulée ou pas encore publiée.',
    en: 'This stop can no longer be moved or cancelled: it is over, already cancelled or not yet published.',
  },
  move_breaks_rules: {
    status: 422,
    fr: 'L’étape ne peut pas être déplacée à ces dates : {count} règle(s) s’y opposent.',
    en: 'The stop cannot be moved to these days: {count} rule(s) stand against it.',
  },
  day_not_open: {
    status: 409,
    fr: 'Cette journée n’est pas ouverte aux inscriptions : elle ne fait pas partie de l’étape, ou la tournée n’est pas proposée.',
    en: 'This day is not open to sign-ups: it is not part of the stop, or the tour is not proposed.',
  },
  day_full: {
    status: 409,
    fr: 'Cette journée est déjà complète. Choisissez-en une autre.',
    en: 'This day is already full. Choose another one.',
  },
  already_elsewhere: {
    status: 409,
    fr: 'Déjà inscrit(e) ailleurs ce jour-là. Retirez-vous d’abord de l’autre étape.',
    en: 'Already signed up elsewhere that day. Withdraw from the other stop first.',
  },
  authorisation_missing: {
    status: 409,
    fr: 'Pas d’autorisation d’exercice en unité mobile pour le département {department} à cette date (art. R.4127-74 du code de la santé publique). Demandez-la à l’Ordre : comptez quelques semaines.',
    en: 'No authorisation to consult in a mobile unit for department {department} on that day (art. R.4127-74 CSP). Request it from the Ordre: allow a few weeks.',
  },
  month_is_full: {
    status: 409,
    fr: 'Le nombre de jours convenu pour ce mois ({max}) est atteint.',
    en: 'The number of days agreed for this month ({max}) is reached.',
  },
  unknown_specialist: {
    status: 422,
    fr: 'Ce spécialiste n’existe pas ou n’exerce plus.',
    en: 'This specialist does not exist or no longer practises.',
  },
  not_signed_up: {
    status: 409,
    fr: 'Personne de ce nom n’est inscrit ce jour-là.',
    en: 'Nobody by that name is signed up that day.',
  },
  unknown_checklist_item: {
    status: 422,
    fr: 'Ce point ne figure pas dans la liste de préparation de l’étape.',
    en: 'This point is not on the stop’s checklist.',
  },
  tour_not_published: {
    status: 409,
    fr: 'Cette tournée n’est pas publiée : ajoutez l’étape en modifiant la tournée.',
    en: 'This tour is not published: add the stop by editing the tour.',
  },
  stop_begins_too_soon: {
    status: 422,
    fr: 'Une étape ajoutée commence au plus tôt demain. Choisissez un autre premier jour.',
    en: 'An added stop begins tomorrow at the earliest. Choose another first day.',
  },
  stop_not_droppable: {
    status: 409,
    fr: 'Cette étape est publiée : elle s’annule, pour prévenir les patients concernés.',
    en: 'This stop is published: it is cancelled, so that patients concerned are told.',
  },
  nothing_to_wait_for: {
    status: 409,
    fr: 'Rien à attendre pour cette journée : elle peut être prise tout de suite, ou ne le pourra pas.',
    en: 'There is nothing to wait for on this day: it can be taken at once, or never.',
  },
  document_missing: {
    status: 422,
    fr: 'Choisissez un fichier PDF ou une photo.',
    en: 'Choose a PDF file or a picture.',
  },
  document_unknown_kind: {
    status: 422,
    fr: 'Ce fichier n’est ni un PDF ni une photo JPEG, PNG ou WebP lisible. Enregistrez-le autrement et recommencez.',
    en: 'This file is neither a PDF nor a readable JPEG, PNG or WebP picture. Save it another way and try again.',
  },
  document_too_large: {
    status: 413,
    fr: 'Ce fichier dépasse {megabytes} Mo. Réduisez-le ou scannez-le en qualité moindre.',
    en: 'This file exceeds {megabytes} MB. Reduce it or scan it in lower quality.',
  },
  document_of_somebody_else: {
    status: 409,
    fr: 'Seule la personne qui a joint ce document peut le retirer.',
    en: 'Only the person who attached this document may remove it.',
  },
  template_item_twice: {
    status: 422,
    fr: 'Le même point figure deux fois dans la liste.',
    en: 'The same point is listed twice.',
  },
  host_name_missing: {
    status: 422,
    fr: 'Dites qui répond pour le centre : son nom est gardé avec la réponse.',
    en: 'Say who answers for the centre: the name is kept with the answer.',
  },
  host_reason_missing: {
    status: 422,
    fr: 'Dites en quelques mots pourquoi ces dates ne conviennent pas.',
    en: 'Say in a few words why these dates do not suit.',
  },
  offered_days_wrong: {
    status: 422,
    fr: 'Les dates proposées sont passées, ou se terminent avant de commencer. Corrigez-les.',
    en: 'The dates offered are past, or end before they start. Correct them.',
  },
  host_answer_closed: {
    status: 409,
    fr: 'Ces dates n’attendent plus de réponse : la tournée n’est pas proposée, ou l’étape est commencée ou annulée.',
    en: 'These dates no longer await an answer: the tour is not proposed, or the stop has begun or was cancelled.',
  },
  host_link_expired: {
    status: 410,
    fr: 'Ce lien n’est plus valable. Demandez-en un nouveau à l’organisation de la tournée.',
    en: 'This link is no longer valid. Ask the tour’s organisers for a new one.',
  },
  proposal_not_ready: {
    status: 409,
    fr: 'Cette proposition n’a pas encore de tournée à garder.',
    en: 'This proposal has no tour to keep yet.',
  },
  too_many_proposals: {
    status: 409,
    fr: 'Plusieurs calculs sont déjà en cours. Attendez la fin de l’un d’eux ou arrêtez-le.',
    en: 'Several computations are already running. Wait for one to end, or stop it.',
  },
  travel_unavailable: {
    status: 409,
    fr: 'Les temps de route ne sont pas disponibles pour l’instant. Réessayez dans quelques minutes.',
    en: 'Drive times are not available right now. Try again in a few minutes.',
  },
} satisfies RefusalTexts
