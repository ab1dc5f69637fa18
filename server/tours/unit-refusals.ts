import type { RefusalTexts } from '../problem-texts.ts'

export const unitRefusals = {
  unit_name_taken: {
    status: 409,
    fr: 'Une unité mobile porte déjà ce nom. Donnez-en un autre à celle-ci.',
    en: 'A mobile unit already bears this name. Name this one otherwise.',
  },
  unit_specialty_kept: {
    status: 409,
    fr: 'Cette unité a déjà des tournées dans sa spécialité. Gardez-la, et ajoutez une autre unité pour la nouvelle.',
    en: 'This unit already has tours in its specialty. Keep it, and add another unit for the new one.',
  },
  unit_retired: {
    status: 409,
    fr: 'Cette unité est retirée du service : rien de nouveau ne se publie pour elle. Refaites la tournée avec une autre unité, ou demandez à l’administration de la remettre en service.',
    en: 'This unit is out of service: nothing new is published for it. Make the tour again with another unit, or ask the administration to put it back in service.',
  },
  session_spans_overlap: {
    status: 400,
    fr: 'Deux plages de la journée type se chevauchent. Corrigez l’une des deux.',
    en: 'Two spans of the usual day overlap. Correct one of them.',
  },
  session_first_day_empty: {
    status: 400,
    fr: 'Le premier jour commence après la dernière plage : il n’aurait aucune consultation. Avancez cette heure.',
    en: 'The first day starts after the last span: it would have no consultation. Make it earlier.',
  },
  session_last_day_empty: {
    status: 400,
    fr: 'Le dernier jour finit avant la première plage : il n’aurait aucune consultation. Reculez cette heure.',
    en: 'The last day ends before the first span: it would have no consultation. Make it later.',
  },
  out_of_service_reversed: {
    status: 400,
    fr: 'Cette indisponibilité se termine avant de commencer. Corrigez ses dates.',
    en: 'This period out of service ends before it starts. Correct its dates.',
  },
} satisfies RefusalTexts
