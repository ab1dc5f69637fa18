/** Fields named at most: a whole list of objects may carry the same one. */
const NAMED = 10

/** The fields of a document that its reader left out, by their path: a name written wrong would otherwise change nothing, silently. */
export function unreadFields(written: unknown, read: unknown): string[] {
  const unread: string[] = []
  collect(written, read, '', unread)
  return unread
}

function collect(written: unknown, read: unknown, path: string, unread: string[]): void {
  if (unread.length >= NAMED || typeof written !== 'object' || written === null) return
  if (typeof read !== 'object' || read === null) return
  for (const [key, value] of Object.entries(written)) {
    const at = path === '' ? key : `${path}.${key}`
    if (key in read) collect(value, (read as Record<string, unknown>)[key], at, unread)
    else if (unread.length < NAMED) unread.push(at)
  }
}
