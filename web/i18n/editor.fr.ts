import { ofPlace } from '../../shared/place-names.ts'

/** Texts of a draft changed by hand on its timeline and its map, and of what each change costs. */
export const fr = {
  timeline: 'Calendrier à modifier, semaine par semaine',
  pinned: 'étape fixée',
  inHand: (centre: string, days: string, isPinned: boolean) => `${centre}, ${days}${isPinned ? ' (fixée)' : ''}`,
  nothingInHand: 'Choisissez une étape pour la déplacer.',
  keys: 'Faites glisser une étape pour la déplacer, ses bords pour l’allonger. Au clavier : ← → un jour, avec Alt une semaine, avec Maj le dernier jour, F la fixer, Suppr la retirer.',
  map: 'Carte du brouillon : étapes et centres hôtes',
  centre: 'Centre hôte (ici ou sur la carte)',
  chooseCentre: 'Choisir un centre',
  addStop: 'Ajouter une étape',
  moveThere: (centre: string) => `Y déplacer l’étape ${ofPlace(centre)}`,
  price: 'Ce que cela coûte',
  pricing: 'Calcul du coût…',
  noPrice: (why: string) => `Coût inconnu : ${why}`,
  unpriced: {
    outside_horizon: 'Coût inconnu : une étape sort de la période.',
    one_stop_a_week: 'Coût inconnu : le plan ne compte qu’une étape par semaine pour une unité, et deux y tombent.',
  },
  worth: (points: string) => `La tournée vaut ${points} points.`,
  sameWorth: (points: string) => `Rien ne change : ${points} points.`,
  difference: (points: string) => `${points} points`,
  fromTo: (before: string, after: string) => `(de ${before} à ${after})`,
  brings: (points: string) => `apporte ${points} points à la tournée`,
  costsMore: (points: string) => `coûte ${points} points à la tournée`,
  replan: 'Recalculer autour des étapes fixées',
  replanHint: 'Enregistrez d’abord : le calcul part du brouillon enregistré, et garde ses étapes fixées.',
}
