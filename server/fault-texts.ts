import type { Language } from './problems.ts'

/** What zod's issue codes mean to the person who typed; the faulty value itself is never repeated. */
const faultTexts: Readonly<Record<string, Record<Language, string>>> = {
  invalid_type: { fr: 'valeur manquante ou de la mauvaise nature', en: 'missing, or not the right kind of value' },
  too_small: { fr: 'trop court, trop petit ou vide', en: 'too short, too small or empty' },
  too_big: { fr: 'trop long ou trop grand', en: 'too long or too large' },
  invalid_format: { fr: 'format non reconnu', en: 'format not recognised' },
  invalid_value: { fr: 'valeur hors de la liste proposée', en: 'not one of the values offered' },
  invalid_union: { fr: 'valeur hors des formes acceptées', en: 'none of the accepted forms' },
  unrecognized_keys: { fr: 'champ inconnu', en: 'unknown field' },
  not_multiple_of: { fr: 'nombre hors du pas attendu', en: 'number off the expected step' },
  start_before_end: { fr: 'la fin doit suivre le début', en: 'the end must come after the start' },
  from_before_to: { fr: 'le dernier jour doit suivre le premier', en: 'the last day must come after the first' },
  custom: { fr: 'valeur refusée', en: 'value refused' },
}

/** A short phrase for one fault of an input. */
export function faultText(code: string, language: Language): string {
  return (faultTexts[code] ?? faultTexts.custom!)[language]
}
