import type { PersonLine } from '../../shared/administration.ts'
import type { Role } from '../../shared/person.ts'

/** Every role, in the order of lists. */
export const ROLES: readonly Role[] = ['planner', 'gp', 'coordinator', 'specialist', 'administrator']

/** Whether people of this role are assigned to centres. */
export function worksInCentre(role: Role): boolean {
  return role === 'gp' || role === 'coordinator'
}

/** Whether a person matches what was typed (any word of their name or centres, accents and case ignored) and the role. */
export function isListed(person: PersonLine, wanted: string, role: Role | ''): boolean {
  if (role !== '' && person.role !== role) return false
  const words = plain([person.name, ...person.duties.map((duty) => duty.centreName)].join(' '))
  return plain(wanted)
    .split(/\s+/)
    .every((word) => words.includes(word))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
