import type { fr } from './roster.fr.ts'

export const en: typeof fr = {
  title: 'My days',
  intro: 'Choose where and when; lodging and logistics are taken care of.',
}
