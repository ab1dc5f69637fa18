/** Stands for a value nested too deep to be written by `JSON.stringify`: see `written`. */
const DEEP = '@deep'

/** A value as JSON text. */
export function written(value: unknown): string {
  return JSON.stringify(value).replace(`"${DEEP}"`, `${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`)
}

/** What nobody types by accident, one value per way of breaking a program. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  [],
  {},
  '',
  ' ',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b\ufeff',
  '😀'.repeat(50),
  'e\u0301'.repeat(40),
  'x'.repeat(100_000),
  "'; drop table patient; --",
  '%_\\',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../etc/passwd',
  '\r\nSet-Cookie: escale_session=x',
  '=HYPERLINK("http://example.org")',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '9999-12-31T23:59:59.999Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  '00000000-0000-4000-8000-00000000ffff',
  '+33639980000000000000000000',
  'P0',
  'constructor',
  ['__proto__'],
  { __proto__: null, constructor: { prototype: {} } },
  Array.from({ length: 5000 }, () => 'x'),
  DEEP,
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 'yes'])),
]

/** The same for a piece of an address, already written as it travels. */
export const HOSTILE_PIECES: readonly string[] = [
  '%00',
  '%E0%A4%A',
  '%2e%2e%2f',
  '..%2f..%2fetc%2fpasswd',
  "'%3B--",
  '%F0%9F%98%80',
  'x'.repeat(4000),
  '-1',
  '9007199254740993',
  '2147483648',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-4000-8000-00000000ffff',
  '0000-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59.999Z',
  '%0d%0aSet-Cookie:%20a=b',
  '<script>',
  '%25%5F',
]

/** Bodies no schema was written for. */
export const HOSTILE_BODIES: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '12',
  'true',
  '{"__proto__":{"admin":true}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '\u0000',
  '{"a":1e999}',
  '\ufeff{}',
  'a=b&c=d',
]

/** Content types a body may come under. */
export const HOSTILE_TYPES: readonly string[] = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '',
]

/** Every place of a body where a value stands, from the whole down to its leaves. */
export function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))
      : []
  return [path, ...inner]
}

/** The same value with another one at a place. */
export function replacedAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const inner = (value as Record<string, unknown>)[key]
  const changed = replacedAt(inner, rest, by)
  if (Array.isArray(value)) return value.map((part, index) => (String(index) === key ? changed : part))
  return { ...(value as object), [key]: changed }
}
