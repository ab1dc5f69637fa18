import type { SignedInPerson } from '../../shared/person.ts'
import type { Ports } from '../ports.ts'
import { newsFigures } from './news-store.ts'

/**
 * A text that differs as soon as a call or a reply of the person's centres does: asked again and again by an open screen,
 * it opens no patient, so that names are read, and their reading recorded, only when there is something to see.
 */
export async function readNews({ db }: Pick<Ports, 'db'>, person: SignedInPerson): Promise<string> {
  return (await newsFigures(db, person.centreIds)).join('.')
}
