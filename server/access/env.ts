import type { SignedInPerson } from '../../shared/person.ts'
import type { Language } from '../problems.ts'
import type { HeldSession } from './sign-in.ts'

/** What every request carries inside the application. `person` is there on every route but the public ones. */
export type Env = {
  Variables: {
    person: SignedInPerson
    session: HeldSession | undefined
    language: Language
    requestId: string
  }
}
