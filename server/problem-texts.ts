import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A room's refusals: for each code its HTTP status and the sentence a person can act on, in both languages. */
export type RefusalTexts = Readonly<Record<string, { status: ContentfulStatusCode; fr: string; en: string }>>

/** Refusals no room owns. */
export const commonRefusals = {
  bad_request: {
    status: 400,
    fr: 'La demande est incomplète ou mal formée. Corrigez le champ indiqué et recommencez.',
    en: 'The request is incomplete or malformed. Correct the field shown and try again.',
  },
  malformed_json: {
    status: 400,
    fr: 'Le contenu envoyé n’est pas du JSON valide.',
    en: 'The content sent is not valid JSON.',
  },
  body_too_large: {
    status: 413,
    fr: 'L’envoi est trop volumineux.',
    en: 'What was sent is too large.',
  },
  not_signed_in: {
    status: 401,
    fr: 'Votre session est terminée. Connectez-vous de nouveau ; votre saisie est conservée.',
    en: 'Your session has ended. Sign in again; what you typed is kept.',
  },
  not_allowed: {
    status: 403,
    fr: 'Votre rôle ne permet pas cette action.',
    en: 'Your role does not allow this.',
  },
  bad_origin: {
    status: 403,
    fr: 'La demande vient d’une autre page que celle d’Escale. Rechargez la page et recommencez.',
    en: 'The request comes from another site than Escale. Reload the page and try again.',
  },
  not_found: {
    status: 404,
    fr: 'Introuvable : cet élément n’existe pas ou n’est plus accessible.',
    en: 'Not found: this does not exist or is no longer accessible.',
  },
  changed_meanwhile: {
    status: 409,
    fr: 'Quelqu’un a modifié cet élément entre-temps. Relisez-le puis recommencez ; rien n’a été écrasé.',
    en: 'Somebody changed this meanwhile. Read it again and retry; nothing was overwritten.',
  },
  internal: {
    status: 500,
    fr: 'Une erreur inattendue est survenue. Rien n’a été enregistré ; recommencez dans un instant.',
    en: 'Something unexpected happened. Nothing was saved; try again in a moment.',
  },
} satisfies RefusalTexts
