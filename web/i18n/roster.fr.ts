export const fr = {
  title: 'Mes journées',
  intro: 'Choisissez où et quand ; le reste, logement et logistique, est pris en charge.',
}
