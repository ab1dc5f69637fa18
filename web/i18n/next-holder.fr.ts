import { ofPlace } from '../../shared/place-names.ts'
export const fr = {
  nobody: 'Personne dans la file ne peut prendre la place : elle est libre.',
  who: (name: string, priorityClass: string) => `${name} (${priorityClass})`,
  ofCentre: (centre: string) => `un patient ${ofPlace(centre)}`,
  offered: (who: string, until: string) => `La place est proposée à ${who}, réponse attendue avant ${until}.`,
  given: (who: string) => `La place est maintenant à ${who}.`,
}
