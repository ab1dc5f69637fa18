/** Before two-part punctuation and inside guillemets French sets a space that never breaks: no line begins with « : ». */
const BEFORE = / (?=[:;?!»])/g
const AFTER = /« /g

/**
 * French text with its no-break spaces, from text or source written with plain ones, which one can see. Code keeps its
 * meaning: JavaScript reads a no-break space as any other.
 */
export function noBreakSpaces(text: string): string {
  return text.replace(BEFORE, '\u00a0').replace(AFTER, '«\u00a0')
}
