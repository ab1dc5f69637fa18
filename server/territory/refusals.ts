import type { RefusalTexts } from '../problem-texts.ts'

export const territoryRefusals = {
  layer_empty: {
    status: 422,
    fr: 'Le fichier ne contient aucune zone. Choisissez-en un autre.',
    en: 'The file holds no area. Choose another one.',
  },
  layer_not_json: {
    status: 422,
    fr: 'Le fichier commence comme du GeoJSON mais n’est pas du JSON valide : il est peut-être incomplet. Téléchargez-le de nouveau.',
    en: 'The file begins like GeoJSON but is not valid JSON: it may be cut short. Download it again.',
  },
  layer_not_geojson: {
    status: 422,
    fr: 'Le fichier est du JSON mais pas une collection de zones GeoJSON (« FeatureCollection »). Exportez-le dans ce format.',
    en: 'The file is JSON but not a GeoJSON FeatureCollection. Export it in that form.',
  },
  layer_area_unreadable: {
    status: 422,
    fr: 'La zone n° {number} n’est pas une surface : seuls « Polygon » et « MultiPolygon » sont des zones. Corrigez-la ou retirez-la.',
    en: 'Area number {number} is not a surface: only Polygon and MultiPolygon are areas. Correct or remove it.',
  },
  layer_not_degrees: {
    status: 422,
    fr: 'Les coordonnées de la zone n° {number} ne sont pas des degrés : le fichier est sans doute en Lambert 93. Convertissez-le en WGS 84 (EPSG:4326).',
    en: 'The coordinates of area number {number} are not degrees: the file is probably in Lambert 93. Convert it to WGS 84 (EPSG:4326).',
  },
  layer_open_ring: {
    status: 422,
    fr: 'Le contour de la zone n° {number} n’est pas fermé : son dernier point doit être le premier. Corrigez-la.',
    en: 'The outline of area number {number} is not closed: its last point must be its first. Correct it.',
  },
  layer_without_commune: {
    status: 422,
    fr: 'Aucune commune de France métropolitaine n’est dans ces zones. Vérifiez le fichier : longitude d’abord, latitude ensuite.',
    en: 'No commune of metropolitan France lies in these areas. Check the file: longitude first, then latitude.',
  },
  layer_not_csv: {
    status: 422,
    fr: 'Le fichier n’est ni du GeoJSON ni un tableau CSV lisible. Enregistrez le tableau en CSV (UTF-8).',
    en: 'The file is neither GeoJSON nor a readable CSV table. Save the table as CSV (UTF-8).',
  },
  layer_without_codes: {
    status: 422,
    fr: 'Le tableau n’a pas de colonne « epci », « code_epci » ou « siren », et ne commence pas par un code de neuf chiffres. Nommez la colonne des codes « epci ».',
    en: 'The table has no column named epci, code_epci or siren, and does not begin with a nine-digit code. Name the column of codes epci.',
  },
  layer_code_malformed: {
    status: 422,
    fr: 'Ligne {line} : un code d’intercommunalité a neuf chiffres. Corrigez cette ligne.',
    en: 'Line {line}: an EPCI code has nine digits. Correct this line.',
  },
  layer_codes_unknown: {
    status: 422,
    fr: '{count} code(s) ne correspondent à aucune intercommunalité d’aujourd’hui. Corrigez-les, ou chargez sans eux.',
    en: '{count} code(s) belong to no intercommunality of today. Correct them, or load without them.',
  },
  sites_without_codes: {
    status: 422,
    fr: 'Ligne {line} : un code de commune (INSEE) a cinq caractères, par exemple 33063. Corrigez cette ligne.',
    en: 'Line {line}: a commune code (INSEE) has five characters, for example 33063. Correct this line.',
  },
  sites_unknown_commune: {
    status: 422,
    fr: 'Ligne {line} : aucune commune d’aujourd’hui ne porte ce code. Corrigez cette ligne.',
    en: 'Line {line}: no commune of today bears this code. Correct this line.',
  },
  rates_bounds_crossed: {
    status: 422,
    fr: 'Le poids le plus bas dépasse le plus haut. Corrigez l’un des deux.',
    en: 'The lowest weight is above the highest. Correct one of them.',
  },
  centre_name_taken: {
    status: 409,
    fr: 'Un centre de ce nom existe déjà dans cette commune. Modifiez-le, ou donnez un autre nom à celui-ci.',
    en: 'A centre of this name already exists in this commune. Edit that one, or name this one otherwise.',
  },
  centre_far_from_commune: {
    status: 422,
    fr: 'Cette position est à {kilometres} km de la commune du centre ; {most} km au plus. Écrivez la latitude d’abord, puis la longitude.',
    en: 'This position is {kilometres} km from the centre’s commune; {most} km at most. Write the latitude first, then the longitude.',
  },
  days_reversed: {
    status: 400,
    fr: 'La durée la plus courte d’une étape dépasse la plus longue. Corrigez l’une des deux.',
    en: 'The shortest stop is longer than the longest. Correct one of them.',
  },
  hours_empty: {
    status: 400,
    fr: 'Le centre n’ouvre aucun jour de la semaine. Ajoutez au moins une plage.',
    en: 'The centre opens on no day of the week. Add at least one span.',
  },
} satisfies RefusalTexts
