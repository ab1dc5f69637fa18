import type { fr } from './next-holder.fr.ts'

export const en: typeof fr = {
  nobody: 'Nobody in the queue can take the place: it is free.',
  who: (name, priorityClass) => `${name} (${priorityClass})`,
  ofCentre: (centre) => `a patient of ${centre}`,
  offered: (who, until) => `The place is offered to ${who}, answer expected before ${until}.`,
  given: (who) => `The place is now ${who}’s.`,
}
