import type { RefusalTexts } from '../problem-texts.ts'

export const demoRefusals = {
  nothing_ahead: {
    status: 409,
    fr: 'Aucun événement n’est prévu. Avancez d’une heure ou d’un jour.',
    en: 'No event is foreseen. Move forward by an hour or a day.',
  },
} satisfies RefusalTexts
