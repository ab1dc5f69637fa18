import type { fr } from './specialties.fr.ts'

export const en: typeof fr = { dermatology: 'Dermatology', ophthalmology: 'Ophthalmology' }
