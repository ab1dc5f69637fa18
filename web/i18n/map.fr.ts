export const fr = {
  loading: 'Chargement de la carte…',
  noGraphics:
    'Cet appareil ne peut pas dessiner la carte : WebGL 2 est absent ou désactivé. Toutes les informations de la carte sont dans la liste.',
  notLoaded: 'La carte ne s’est pas chargée. Vérifiez votre connexion, puis réessayez.',
  retry: 'Réessayer',
  onlineFailed: 'Le fond de carte en ligne ne répond pas : voici le fond local.',
  basemapFailed: 'Le fond de carte n’a pas pu être chargé en entier.',
  asList: 'La carte en liste',
  keyboard: 'Au clavier : flèches pour se déplacer, + et − pour zoomer.',

  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  attribution: 'Sources de la carte',
  closePopup: 'Fermer',
  ctrlScroll: 'Maintenez Ctrl en faisant défiler pour zoomer',
  commandScroll: 'Maintenez ⌘ en faisant défiler pour zoomer',
  twoFingers: 'Deux doigts pour déplacer la carte',

  legend: 'Légende',
  depots: 'Dépôt de l’unité',
  centres: 'Centre hôte',
  closedCentres: 'Centre qui n’accueille pas d’unité',
  stops: 'Étape, numérotée dans l’ordre de la tournée',
  comparedStops: 'Étape de la tournée comparée',
  legs: 'Trajet par la route, dans le sens des flèches',
  straightLegs: 'Trajet dont le tracé n’est pas connu : ligne droite',
  comparedLegs: 'Trajet de la tournée comparée',
  bandsTitle: 'À moins de',
  band: (minutes: number) => `${minutes} min`,
  communesTitle: 'Communes : surface selon la population, couleur selon le trajet',
  communesBeyond: 'au-delà',
  approximateCommunes: 'Anneau : position approchée',

  source: 'Temps de route',
  provider: {
    settlements: 'réseau de communes',
    roads: 'routes OpenStreetMap',
    openrouteservice: 'openrouteservice',
  },
  kind: { estimate: 'estimation', network: 'calcul sur le réseau routier' },
  profile: { car: 'en voiture', truck: 'en camion' },
  dataDate: (date: string) => `données du ${date}`,
  errorBand: (low: string, high: string) =>
    `Neuf fois sur dix, le temps réel est entre ${low} et ${high} du temps affiché.`,
  approximateShare: (share: string) =>
    `${share} de la population comptée vit dans une commune dont la position est approchée.`,
}
