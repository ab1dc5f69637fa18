/**
 * Before two-part punctuation, inside guillemets and before a unit French sets a space that never breaks: no line begins
 * with « : » or « km ». What stands before a unit is a figure, or the place of one in source.
 */
const BEFORE = / (?=[:;?!»])/g
const AFTER = /« /g
const UNIT = /(?<=[\d}]) (?=(?:km|m|min|h|s|pts?|Mo|%|€)(?![\p{L}\d]))/gu

/**
 * French text with its no-break spaces, from text or source written with plain ones, which one can see. Code keeps its
 * meaning: JavaScript reads a no-break space as any other.
 */
export function noBreakSpaces(text: string): string {
  return text.replace(BEFORE, '\u00a0').replace(AFTER, '«\u00a0').replace(UNIT, '\u00a0')
}
