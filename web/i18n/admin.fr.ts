export const fr = {
  title: 'Administration',
  intro: 'Comptes, centres, réglages et journal d’accès.',
}
