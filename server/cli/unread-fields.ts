/** Fields named at most: a whole list of objects may carry the same one. */
const NAMED = 10

type Path = (string | number)[]

/** The fields of a document that its reader left out, by their path: a name written wrong would otherwise change nothing, silently. */
export function unreadFields(written: unknown, read: unknown): string[] {
  const unread: string[] = []
  collect(written, read, [], unread)
  return unread
}

function collect(written: unknown, read: unknown, path: Path, unread: string[]): void {
  if (typeof written !== 'object' || written === null || typeof read !== 'object' || read === null) return
  if (Array.isArray(written)) {
    for (let index = 0; index < written.length; index += 1) look(index, written[index], read, path, unread)
  } else {
    for (const key of Object.keys(written)) look(key, written[key as keyof typeof written], read, path, unread)
  }
}

/** One field. Its path is put in words where it was left out alone: a national document has millions of values. */
function look(key: string | number, value: unknown, read: object, path: Path, unread: string[]): void {
  if (unread.length >= NAMED) return
  path.push(key)
  if (!(key in read)) unread.push(path.join('.'))
  else if (typeof value === 'object') collect(value, read[key as keyof typeof read], path, unread)
  path.pop()
}
