import type { Language } from '../problems.ts'

/** What a programme says, on paper and on the public page. Published in French for the Ordre; the page has an English reading. */
const fr = {
  title: 'Programme de {unit}',
  department: 'Département : {name} ({code})',
  version: 'Version {version}, publiée le {when}',
  by: ' par {who}',
  tour: 'Tournée : {tour}',
  specialty: 'Spécialité : {specialty}',
  specialties: { dermatology: 'dermatologie', ophthalmology: 'ophtalmologie' } as Readonly<Record<string, string>>,
  legal:
    'Consultations en unité mobile selon un programme établi à l’avance (article R.4127-74 du code de la santé publique). Les patients sont adressés par un médecin ; il n’y a pas de prise de rendez-vous directe.',
  days: 'du {first} au {last}',
  day: 'le {first}',
  address: 'Adresse : {address}',
  columns: ['Jour', 'Horaires', 'Consulte'],
  nobody: 'non précisé',
  noSession: 'pas de consultation',
  page: 'Page {page} sur {pages}',
  foot: '{unit}, {department}, version {version}',
  publicTitle: 'Où passe l’unité mobile',
  publicIntro: 'Les dates et les lieux de passage, département par département.',
  publicNone: 'Aucun passage n’est publié pour l’instant.',
  publicNoneHere: 'Aucun passage n’est publié pour l’instant dans ce département.',
  publicAll: 'Tous les départements',
  publicStops: '{count} passages',
  publicStop: '1 passage',
  centre: 'Centre de santé : {centre}',
  phone: 'Téléphone du centre : {phone}',
  hours: '{day} : {hours}',
  how: 'Comment être reçu ?',
  howLines: [
    'Parlez-en à votre médecin, ou à un médecin du centre.',
    'Si c’est utile, il vous adresse. Le centre vous donne un rendez-vous.',
    'On ne peut pas prendre rendez-vous soi-même sur cette page.',
    'En cas d’urgence, appelez le\u00a015.',
  ],
  updated: 'Programme publié le {when}. Les dates peuvent changer.',
  otherLanguage: 'English',
  to: 'à',
}

const en: typeof fr = {
  title: 'Programme of {unit}',
  department: 'Department: {name} ({code})',
  version: 'Version {version}, published on {when}',
  by: ' by {who}',
  tour: 'Tour: {tour}',
  specialty: 'Specialty: {specialty}',
  specialties: { dermatology: 'dermatology', ophthalmology: 'ophthalmology' },
  legal:
    'Consultations in a mobile unit on a programme set in advance (article R.4127-74 of the French public health code). Patients are referred by a doctor; there is no direct booking.',
  days: 'from {first} to {last}',
  day: 'on {first}',
  address: 'Address: {address}',
  columns: ['Day', 'Hours', 'Consultations by'],
  nobody: 'not stated',
  noSession: 'no consultation',
  page: 'Page {page} of {pages}',
  foot: '{unit}, {department}, version {version}',
  publicTitle: 'Where the mobile unit goes',
  publicIntro: 'Dates and places, department by department.',
  publicNone: 'No visit is published for now.',
  publicNoneHere: 'No visit is published for now in this department.',
  publicAll: 'All departments',
  publicStops: '{count} visits',
  publicStop: '1 visit',
  centre: 'Health centre: {centre}',
  phone: 'Telephone of the centre: {phone}',
  hours: '{day}: {hours}',
  how: 'How to be seen?',
  howLines: [
    'Talk to your doctor, or to a doctor of the centre.',
    'If it is useful, they refer you. The centre gives you an appointment.',
    'You cannot book an appointment yourself on this page.',
    'In an emergency, call 15.',
  ],
  updated: 'Programme published on {when}. Dates may change.',
  otherLanguage: 'Français',
  to: 'to',
}

export type ProgrammeTexts = typeof fr

/** The texts of a programme in a language. */
export function programmeTexts(language: Language): ProgrammeTexts {
  return language === 'en' ? en : fr
}
