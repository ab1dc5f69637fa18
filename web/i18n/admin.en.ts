import type { fr } from './admin.fr.ts'

export const en: typeof fr = {
  title: 'Administration',
  intro: 'Accounts, centres, settings and access log.',
}
