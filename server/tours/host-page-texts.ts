import type { Language } from '../problems.ts'

/** The words of a host centre's page, short and plain. */
const fr = {
  title: 'Des dates pour votre centre',
  otherLanguage: 'English',
  centre: 'Centre : {centre}',
  question: 'Une unité mobile veut venir devant votre centre.',
  ask: 'Dites pour chaque date si vous êtes d’accord.',
  days: 'Du {first} au {last}',
  day: 'Le {first}',
  unit: 'Unité mobile : {unit}',
  awaiting: 'Vous n’avez pas encore répondu.',
  outdated: 'Les dates ont changé. Répondez de nouveau.',
  accepted: '{who} a dit oui le {when}.',
  declined: '{who} a dit non le {when}.',
  closed: 'Il n’y a plus de réponse à donner.',
  yes: 'Oui, nous sommes d’accord',
  no: 'Non, ces dates ne conviennent pas',
  yesAsk: 'Vous êtes d’accord pour ces dates ?',
  noAsk: 'Ces dates ne conviennent pas ?',
  name: 'Votre nom et votre fonction',
  nameHelp: 'Par exemple : Anne Dupré, coordinatrice.',
  reason: 'Pourquoi ?',
  offered: 'Vous pouvez proposer d’autres dates.',
  from: 'Premier jour',
  to: 'Dernier jour',
  other: 'Autres dates {number}',
  sendYes: 'Oui, je confirme',
  sendNo: 'Non, j’envoie la réponse',
  back: 'Revenir',
  saidYes: 'Merci. Votre accord est noté.',
  saidNo: 'Merci. Votre réponse est notée. Nous cherchons d’autres dates.',
  meaning:
    'Dire oui, c’est laisser une place devant le centre et prévenir l’équipe. Cette page ne montre aucun patient.',
  noLinkTitle: 'Ce lien ne marche pas',
  noLink: 'Ce lien est trop ancien ou il n’est pas complet.',
  noLinkWhatToDo: 'Demandez un nouveau lien à la personne qui organise la tournée.',
}

const en: typeof fr = {
  title: 'Dates for your centre',
  otherLanguage: 'Français',
  centre: 'Centre: {centre}',
  question: 'A mobile unit wants to come to your centre.',
  ask: 'Say for each date whether you agree.',
  days: 'From {first} to {last}',
  day: 'On {first}',
  unit: 'Mobile unit: {unit}',
  awaiting: 'You have not answered yet.',
  outdated: 'The dates have changed. Please answer again.',
  accepted: '{who} said yes on {when}.',
  declined: '{who} said no on {when}.',
  closed: 'There is nothing left to answer.',
  yes: 'Yes, we agree',
  no: 'No, these dates do not suit',
  yesAsk: 'Do you agree to these dates?',
  noAsk: 'These dates do not suit?',
  name: 'Your name and role',
  nameHelp: 'For example: Anne Dupré, coordinator.',
  reason: 'Why?',
  offered: 'You may offer other dates.',
  from: 'First day',
  to: 'Last day',
  other: 'Other dates {number}',
  sendYes: 'Yes, I confirm',
  sendNo: 'No, I send the answer',
  back: 'Back',
  saidYes: 'Thank you. Your agreement is recorded.',
  saidNo: 'Thank you. Your answer is recorded. We are looking for other dates.',
  meaning: 'Saying yes means keeping a place in front of the centre and telling the team. This page shows no patient.',
  noLinkTitle: 'This link does not work',
  noLink: 'This link is too old or not complete.',
  noLinkWhatToDo: 'Ask whoever organises the tour for a new link.',
}

export type HostPageTexts = typeof fr

/** The texts of a host's page in a language. */
export function hostPageTexts(language: Language): HostPageTexts {
  return language === 'en' ? en : fr
}
