/** A text as French print sets it: « Le Mas-d'Agenais », as files and keyboards write it, reads « Le Mas-d’Agenais ». */
export function typographic(text: string): string {
  return text.replace(/(\p{L})'(?=\p{L})/gu, '$1’')
}

/** A place's name after *à*: « à Ménigoute », « au Mas-d'Agenais », « aux Abrets ». */
export function atPlace(name: string): string {
  if (name.startsWith('Le ')) return `au ${name.slice(3)}`
  if (name.startsWith('Les ')) return `aux ${name.slice(4)}`
  return `à ${name}`
}

/** A place's name after *de*: « de Bourdeilles », « du Mas-d'Agenais », « des Abrets », « d’Ajain ». */
export function ofPlace(name: string): string {
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`
  if (name.startsWith('Les ')) return `des ${name.slice(4)}`
  const startsWithVowel = /^[aeiouyàâäéèêëîïôöùûü]/iu.test(name) && !/^Y[aeiou]/iu.test(name)
  return startsWithVowel ? `d’${name}` : `de ${name}`
}
