export const fr = {
  larger: 'Agrandir',
  smaller: 'Réduire',
  previous: 'Photo précédente',
  next: 'Photo suivante',
  stage: (title: string) => `Photo : ${title}`,
  place: (at: number, all: number, percent: number) => `Photo ${at} sur ${all}, ${percent} %.`,
  keys: 'Clavier : flèches, + et −, 0 pour voir toute la photo.',
  failed: 'Cette photo ne s’affiche pas. Vérifiez votre connexion, fermez puis ouvrez-la de nouveau.',
  title: 'Photos',
  enlarge: (title: string) => `Agrandir : ${title}`,
  none: 'Aucune photo jointe.',
}
