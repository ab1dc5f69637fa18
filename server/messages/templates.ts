import type { MessageKind, MessageLanguage } from '../../shared/message.ts'

// A template is a sentence with {variables}. A part in [square brackets] is left out when one of its variables is
// missing, or when the SMS would not fit (first to last). No word may tell the care, its reason or its priority. No letter outside GSM-7.

/** What a template may say. */
export const TEMPLATE_VARIABLES = ['centre', 'date', 'until', 'contact', 'phone'] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

/** One text per kind and language. */
export type Templates = Readonly<Record<MessageLanguage, Readonly<Record<MessageKind, string>>>>

/** The texts Escale ships; each fits one SMS with the longest commune name of France. */
export const SHIPPED_TEMPLATES: Templates = {
  fr: {
    offer: '{centre} : rendez-vous possible {date}. Répondez OUI ou NON avant {until}.[ {contact}]',
    confirmation: '{centre} : rendez-vous {date}. Venez-vous ? Répondez OUI ou NON.[ {contact}]',
    reminder_7: '{centre} : rappel, rendez-vous {date}. Venez-vous ? Répondez OUI ou NON.[ {contact}]',
    reminder_2: '{centre} : rappel, rendez-vous {date}. Venez-vous ? Répondez OUI ou NON.[ {contact}]',
    reminder_1:
      '{centre} : rappel, rendez-vous {date}.[ Apportez carte Vitale et ordonnances.] Imprévu ? Répondez NON.[ {contact}]',
    moved: '{centre} : votre rendez-vous change. Ce sera {date}. Venez-vous ? Répondez OUI ou NON.[ {contact}]',
    cancellation: '{centre} : le rendez-vous prévu {date} est annulé. Nous vous recontactons.[ {contact}]',
    late_cancellation:
      '{centre} : le rendez-vous prévu {date} est annulé. Ne venez pas. Nous vous recontactons.[ {contact}]',
    answered_yes: "{centre} : c'est noté, merci. Rendez-vous {date}. Imprévu ? Répondez NON.[ {contact}]",
    answered_no: "{centre} : c'est noté, vous ne venez pas {date}. Merci de votre réponse.[ {contact}]",
    answered_too_late: "{centre} : le rendez-vous du {date} n'est plus libre. Nous vous recontactons.[ {contact}]",
    answered_stop: '{centre} : vous ne recevrez plus de SMS.[ Votre rendez-vous reste prévu {date}.][ {contact}]',
    answered_contact: "{centre} : c'est noté, nous vous appelons.[ {contact}]",
    call_us_back: '{centre} : nous avons essayé de vous joindre. Merci de nous appeler[ au {phone}].',
  },
  en: {
    offer: '{centre}: appointment possible {date}. Reply YES or NO before {until}.[ {contact}]',
    confirmation: '{centre}: appointment {date}. Can you come? Reply YES or NO.[ {contact}]',
    reminder_7: '{centre}: reminder, appointment {date}. Can you come? Reply YES or NO.[ {contact}]',
    reminder_2: '{centre}: reminder, appointment {date}. Can you come? Reply YES or NO.[ {contact}]',
    reminder_1:
      '{centre}: reminder, appointment {date}.[ Bring health card and prescriptions.] Cannot come? Reply NO.[ {contact}]',
    moved: '{centre}: your appointment changes. It will be {date}. Can you come? Reply YES or NO.[ {contact}]',
    cancellation: '{centre}: the appointment on {date} is cancelled. We will contact you.[ {contact}]',
    late_cancellation:
      '{centre}: the appointment on {date} is cancelled. Please do not come. We will contact you.[ {contact}]',
    answered_yes: '{centre}: thank you, see you on {date}. Cannot come? Reply NO.[ {contact}]',
    answered_no: '{centre}: noted, you are not coming on {date}. Thank you for telling us.[ {contact}]',
    answered_too_late: '{centre}: the appointment on {date} is no longer free. We will contact you.[ {contact}]',
    answered_stop: '{centre}: you will get no more SMS.[ Your appointment on {date} still stands.][ {contact}]',
    answered_contact: '{centre}: noted, we will call you.[ {contact}]',
    call_us_back: '{centre}: we tried to reach you. Please call us[ on {phone}].',
  },
}

/** Kinds that wait for OUI or NON. A reply NON also answers a reminder or a thank-you. */
export const ASKING_KINDS: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'offer',
  'confirmation',
  'reminder_7',
  'reminder_2',
  'reminder_1',
  'moved',
  'answered_yes',
])

/** Kinds sent at any hour: an answer the patient is waiting for, and what would spare them a useless drive. */
export const ANY_HOUR_KINDS: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'late_cancellation',
  'answered_yes',
  'answered_no',
  'answered_too_late',
  'answered_stop',
  'answered_contact',
])

/** Word beginnings no SMS may hold: they would tell a neighbour why, or how badly, someone is ill. */
// biome-ignore format: a list of word beginnings reads best in lines
const FORBIDDEN = [
  'dermat', 'peau', 'cutan', 'skin', 'lesion', 'melanom', 'cancer', 'carcinom', 'tumeur', 'tumor', 'grain', 'naevus', 'mole',
  'biops', 'excision', 'chirurg', 'surg', 'suspect', 'suspic', 'malin', 'malign', 'benin', 'benign', 'depist', 'screen',
  'special', 'mobil', 'camion', 'truck', 'priorit', 'urgen', 'risque', 'risk', 'grave', 'severe', 'diagnos', 'resultat',
  'ophta', 'oeil', 'yeux', 'eye', 'retin', 'corne', 'catarac', 'glauco', 'macul', 'paupi', 'lunett', 'glasses', 'vision', 'visuel',
  'result', 'analyse', 'docteur', 'doctor', 'medecin', 'dr', 'pr', 'p1', 'p2', 'p3', 'p4',
]

const WHOLE_WORDS: ReadonlySet<string> = new Set(['dr', 'pr', 'p1', 'p2', 'p3', 'p4', 'mole', 'grain'])

/** The first word that would reveal the care, its reason, its result, its priority or a doctor; null when none does. */
export function revealingWord(text: string): string | null {
  const words = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .split(/[^a-z0-9]+/)
  const isForbidden = (word: string): boolean =>
    FORBIDDEN.some((start) =>
      WHOLE_WORDS.has(start) ? word === start || word === `${start}s` : word.startsWith(start),
    )
  return words.find((word) => word !== '' && isForbidden(word)) ?? null
}
