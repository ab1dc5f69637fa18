import type { fr } from './pictures.fr.ts'

export const en: typeof fr = {
  larger: 'Enlarge',
  smaller: 'Reduce',
  previous: 'Previous picture',
  next: 'Next picture',
  stage: (title: string) => `Picture: ${title}`,
  place: (at: number, all: number, percent: number) => `Picture ${at} of ${all}, ${percent}%.`,
  keys: 'Keyboard: arrows, + and −, 0 for the whole picture.',
  failed: 'This picture does not show. Check your connection, close it and open it again.',
  title: 'Pictures',
  enlarge: (title: string) => `Enlarge: ${title}`,
  none: 'No picture attached.',
}
