import { typographic } from '../shared/place-names.ts'

/** Fields that name a place wherever they stand. */
const NAMES_A_PLACE = new Set(['centreName', 'communeName', 'place', 'fromName', 'centre'])
/** Fields beside which `name` is a place's. */
const BESIDE_ITS_NAME = ['centreId', 'hostCentreId', 'insee', 'communeInsee', 'scope']

/** An answer of the server with the names of its places as print sets them; whatever else people wrote stays as written. */
export function typographicPlaces(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(typographicPlaces)
  if (typeof answer !== 'object' || answer === null) return answer
  const isPlace = BESIDE_ITS_NAME.some((field) => field in answer)
  return Object.fromEntries(
    Object.entries(answer).map(([field, value]) => {
      const isName = NAMES_A_PLACE.has(field) || (isPlace && field === 'name')
      return [field, typeof value === 'string' ? (isName ? typographic(value) : value) : typographicPlaces(value)]
    }),
  )
}
