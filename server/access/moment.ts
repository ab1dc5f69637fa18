import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

/** When something happens and who does it; `personId` is null when a job or a patient does. */
export type Moment = { readonly now: Instant; readonly personId: PersonId | null }
