import type { MessageLanguage } from '../../shared/message.ts'

/** The words of the patient's page, short and plain. Nothing here says for which care the appointment is. */
const fr = {
  title: 'Votre rendez-vous',
  otherLanguage: 'English',
  offered: 'Un rendez-vous est possible pour vous.',
  booked: 'Vous avez un rendez-vous.',
  confirmed: 'Votre rendez-vous est confirmé.',
  ended: 'Ce rendez-vous est annulé.',
  past: 'Ce rendez-vous est passé.',
  when: 'Quand ?',
  answerBefore: 'Répondez avant le {until}.',
  where: 'Où ?',
  how: 'Comment venir ?',
  arrive: 'Le rendez-vous est devant le centre de santé. En arrivant, dites votre nom à l’accueil.',
  towns: '{place} est à {km}\u00a0km {town}, vers {direction}.',
  drawing: 'Dessin : {place} et les villes autour.',
  crow: 'Distances en ligne droite.',
  north: 'Nord',
  bring: 'Que faut-il apporter ?',
  bringList: ['Votre carte Vitale', 'Vos ordonnances'],
  yourAnswer: 'Votre réponse',
  otherAnswer: 'Vous changez d’avis ?',
  yes: 'Oui, je viens',
  no: 'Non, je ne peux pas venir',
  contact: 'Je veux être appelé',
  noAsk: 'Vous ne pouvez pas venir ?',
  noExplain: 'Votre place sera donnée à une autre personne.',
  noSure: 'Oui, annuler mon rendez-vous',
  back: 'Non, garder mon rendez-vous',
  calendar: 'Ajouter à mon agenda',
  event: 'Rendez-vous',
  saidYes: 'Merci. C’est noté : vous venez.',
  saidNo: 'Merci. C’est noté : vous ne venez pas.',
  saidContact: 'Merci. Le centre va vous appeler.',
  tooLate: 'Cette place n’est plus libre. Le centre va vous appeler.',
  call: 'Vous pouvez aussi appeler le centre :',
  noLinkTitle: 'Ce lien ne marche plus',
  noLink: 'Ce lien est trop ancien, ou il n’est pas complet.',
  noLinkWhatToDo: 'Ouvrez le dernier SMS reçu, ou appelez votre centre de santé.',
  directions: ['le nord', 'le nord-est', 'l’est', 'le sud-est', 'le sud', 'le sud-ouest', 'l’ouest', 'le nord-ouest'],
}

const en: typeof fr = {
  title: 'Your appointment',
  otherLanguage: 'Français',
  offered: 'An appointment is possible for you.',
  booked: 'You have an appointment.',
  confirmed: 'Your appointment is confirmed.',
  ended: 'This appointment is cancelled.',
  past: 'This appointment is over.',
  when: 'When?',
  answerBefore: 'Please answer before {until}.',
  where: 'Where?',
  how: 'How to get there?',
  arrive: 'The appointment is in front of the health centre. When you arrive, give your name at the desk.',
  towns: '{place} is {km}\u00a0km {town}, to the {direction}.',
  drawing: 'Drawing: {place} and the towns around it.',
  crow: 'Distances in a straight line.',
  north: 'North',
  bring: 'What to bring?',
  bringList: ['Your health card', 'Your prescriptions'],
  yourAnswer: 'Your answer',
  otherAnswer: 'Have you changed your mind?',
  yes: 'Yes, I am coming',
  no: 'No, I cannot come',
  contact: 'Please call me',
  noAsk: 'You cannot come?',
  noExplain: 'Your place will go to someone else.',
  noSure: 'Yes, cancel my appointment',
  back: 'No, keep my appointment',
  calendar: 'Add to my calendar',
  event: 'Appointment',
  saidYes: 'Thank you. Noted: you are coming.',
  saidNo: 'Thank you. Noted: you are not coming.',
  saidContact: 'Thank you. The centre will call you.',
  tooLate: 'This place is no longer free. The centre will call you.',
  call: 'You can also call the centre:',
  noLinkTitle: 'This link no longer works',
  noLink: 'This link is too old, or it is not complete.',
  noLinkWhatToDo: 'Open the last SMS you received, or call your health centre.',
  directions: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
}

export type PatientTexts = typeof fr

/** The words of the patient's page in a language. */
export function patientTexts(language: MessageLanguage): PatientTexts {
  return language === 'fr' ? fr : en
}

/** Puts values into a sentence: `{place}` reads `values.place`. */
export function said(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
