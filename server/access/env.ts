import type { SignedInPerson } from '../../shared/person.ts'
import type { Language } from '../problems.ts'

/** What every request carries inside the application. `person` is there on every route but the public ones. */
export type Env = {
  Variables: {
    person: SignedInPerson
    language: Language
    requestId: string
  }
}
