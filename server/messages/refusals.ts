import type { RefusalTexts } from '../problem-texts.ts'

/** Why a message, a reply or a call cannot be handled, in words a person can act on. */
export const messageRefusals = {
  unknown_template_variable: {
    status: 422,
    fr: 'Le texte emploie {{name}}, qui n’existe pas. Mots possibles : centre, date, until, contact, phone.',
    en: 'The text uses {{name}}, which does not exist. Possible words: centre, date, until, contact, phone.',
  },
  unbalanced_template: {
    status: 422,
    fr: 'Une accolade ou un crochet n’est pas refermé.',
    en: 'A brace or a bracket is not closed.',
  },
  missing_template_value: {
    status: 422,
    fr: 'Une information du texte manque pour ce message. Mettez-la entre crochets pour la rendre facultative.',
    en: 'A value the text needs is missing for this message. Put it in brackets to make it optional.',
  },
  template_too_long: {
    status: 422,
    fr: 'Avec un nom de commune long, ce texte fait {segments} SMS. Raccourcissez-le pour qu’il tienne en un seul.',
    en: 'With a long commune name this text makes {segments} SMS. Shorten it so that it fits in one.',
  },
  template_reveals: {
    status: 422,
    fr: 'Le mot « {word} » dirait à qui lit ce téléphone de quoi il s’agit. Retirez-le.',
    en: 'The word “{word}” would tell whoever reads this telephone what it is about. Remove it.',
  },
  template_asks_wrongly: {
    status: 422,
    fr: 'Ce message attend une réponse : gardez les mots OUI et NON (YES et NO en anglais).',
    en: 'This message expects an answer: keep the words YES and NO (OUI and NON in French).',
  },
  forged_webhook: {
    status: 403,
    fr: 'Cet appel ne vient pas de l’opérateur SMS.',
    en: 'This call does not come from the SMS provider.',
  },
  unreadable_webhook: {
    status: 400,
    fr: 'Cet appel de l’opérateur SMS est illisible.',
    en: 'This call from the SMS provider cannot be read.',
  },
  call_already_closed: {
    status: 409,
    fr: 'Quelqu’un a déjà traité cet appel. La liste a été mise à jour.',
    en: 'Somebody has already handled this call. The list was updated.',
  },
  reply_already_reviewed: {
    status: 409,
    fr: 'Quelqu’un a déjà traité cette réponse.',
    en: 'Somebody has already handled this reply.',
  },
  message_not_sent: {
    status: 409,
    fr: 'Ce SMS n’est pas encore parti : on ne peut pas y répondre.',
    en: 'This SMS has not left yet: it cannot be answered.',
  },
  link_expired: {
    status: 410,
    fr: 'Ce lien n’est plus valable.',
    en: 'This link is no longer valid.',
  },
} satisfies RefusalTexts
