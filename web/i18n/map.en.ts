import type { fr } from './map.fr.ts'

export const en: typeof fr = {
  loading: 'Loading the map…',
  noGraphics:
    'This device cannot draw the map: WebGL 2 is missing or switched off. Everything on the map is in the list.',
  notLoaded: 'The map did not load. Check your connection, then try again.',
  retry: 'Try again',
  onlineFailed: 'The online basemap is not answering: this is the local one.',
  basemapFailed: 'The basemap could not be loaded in full.',
  asList: 'The map as a list',
  keyboard: 'Keyboard: arrows to move, + and − to zoom.',

  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  attribution: 'Map sources',
  closePopup: 'Close',
  ctrlScroll: 'Hold Ctrl and scroll to zoom',
  commandScroll: 'Hold ⌘ and scroll to zoom',
  twoFingers: 'Two fingers to move the map',

  legend: 'Legend',
  depots: 'Where the unit sleeps',
  centres: 'Host centre',
  closedCentres: 'Centre that takes no unit',
  stops: 'Stop, numbered in the order of the tour',
  comparedStops: 'Stop of the compared tour',
  legs: 'Leg by road, in the direction of the arrows',
  straightLegs: 'Leg whose way is not known: straight line',
  comparedLegs: 'Leg of the compared tour',
  bandsTitle: 'Within',
  band: (minutes: number) => `${minutes} min`,
  communesTitle: 'Communes: area by population, colour by drive time',
  communesBeyond: 'beyond',
  approximateCommunes: 'Ring: approximate position',

  source: 'Drive times',
  provider: {
    settlements: 'network of communes',
    roads: 'OpenStreetMap roads',
    openrouteservice: 'openrouteservice',
  },
  kind: { estimate: 'estimate', network: 'computed on the road network' },
  profile: { car: 'by car', truck: 'by truck' },
  dataDate: (date: string) => `data of ${date}`,
  errorBand: (low: string, high: string) =>
    `Nine times in ten, the true time is between ${low} and ${high} of the time shown.`,
  approximateShare: (share: string) =>
    `${share} of the people counted live in a commune whose position is approximate.`,
}
