const CIVILITIES = new Set(['dr', 'pr', 'docteur', 'professeur', 'mme', 'm', 'monsieur', 'madame'])
const LONGEST = 60

/** A sign-in name made of a person's name, « Dr Anne-Lise Noé » → `anne-lise.noe`, numbered when it is taken. */
export function signInNameOf(name: string, taken: readonly string[]): string {
  const start = startOfSignInName(name)
  const used = new Set(taken)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? start : `${start}${number}`
    if (!used.has(candidate)) return candidate
  }
}

/** What the sign-in names made of a person's name begin with. */
export function startOfSignInName(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9-]+/)
    .map((word) => word.replace(/^-+|-+$/g, ''))
    .filter((word) => word !== '' && !CIVILITIES.has(word))
  return words.join('.').slice(0, LONGEST) || 'compte'
}
