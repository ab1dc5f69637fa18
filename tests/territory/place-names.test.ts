import { expect, it } from 'vitest'
import { atPlace, ofPlace } from '../../shared/place-names.ts'

it.each([
  ["Le Mas-d'Agenais", "au Mas-d'Agenais", "du Mas-d'Agenais"],
  ['Les Abrets', 'aux Abrets', 'des Abrets'],
  ['La Rochelle', 'à La Rochelle', 'de La Rochelle'],
  ['Lens', 'à Lens', 'de Lens'],
  ['Ajain', 'à Ajain', 'd’Ajain'],
  ['Yerville', 'à Yerville', 'de Yerville'],
])('contracts the article of %s', (name, at, of) => {
  expect([atPlace(name), ofPlace(name)]).toEqual([at, of])
})
