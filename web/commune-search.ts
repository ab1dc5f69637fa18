import { api, call } from './api.ts'

/** Communes whose name or postal code fits what was typed, as suggestions of a combobox; none when the server is away. */
export async function searchCommunes(q: string) {
  const answer = await call(api.api.communes.$get({ query: { q } }))
  if (!answer.ok) return []
  return answer.value.map((commune) => ({
    id: commune.insee,
    label: commune.name,
    detail: `(${commune.department})`,
    value: commune,
  }))
}
