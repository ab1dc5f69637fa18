import type { RefusalTexts } from '../problem-texts.ts'

export const accessRefusals = {
  duty_role: {
    status: 409,
    fr: 'Seuls les médecins adresseurs et les coordinatrices sont affectés à un centre.',
    en: 'Only referring GPs and coordinators are assigned to a centre.',
  },
  duty_ends_before_start: {
    status: 400,
    fr: 'Le dernier jour précède le premier. Corrigez l’une des deux dates.',
    en: 'The last day comes before the first. Correct one of the two dates.',
  },
  duty_overlaps: {
    status: 409,
    fr: 'Cette personne est déjà affectée à ce centre à partir du {from}. Terminez d’abord cette affectation.',
    en: 'This person is already assigned to this centre from {from}. End that assignment first.',
  },
  duty_already_ends: {
    status: 409,
    fr: 'L’affectation se termine déjà à cette date ou avant. Pour la prolonger, créez-en une nouvelle.',
    en: 'The assignment already ends on that day or before. To prolong it, create a new one.',
  },
  own_account: {
    status: 409,
    fr: 'On ne ferme pas son propre compte. Demandez à un autre administrateur.',
    en: 'Nobody closes their own account. Ask another administrator.',
  },
  hours_overlap: {
    status: 400,
    fr: 'Deux plages d’ouverture du même jour se chevauchent.',
    en: 'Two opening spans of the same day overlap.',
  },
  not_a_monday: {
    status: 400,
    fr: 'Une semaine de fermeture se désigne par son lundi.',
    en: 'A closed week is named by its Monday.',
  },
} satisfies RefusalTexts
