import { useCallback, useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'

/** How one value is written in an address. `parse` answers undefined for what it cannot read. */
export type Codec<Value> = {
  readonly fallback: Value
  parse(text: string): Value | undefined
  format(value: Value): string
}

export type UrlShape = Readonly<Record<string, Codec<unknown>>>
export type UrlState<Shape extends UrlShape> = { readonly [Key in keyof Shape]: Shape[Key]['fallback'] }

/** Any text: an id, a date. Empty is the fallback unless told. Never for anything personal. */
export function inText<Value extends string = string>(fallback: Value | '' = ''): Codec<Value | ''> {
  return { fallback, parse: (text) => text as Value, format: (value) => value }
}

/** A whole number between `min` and `max`. */
export function inNumber(fallback: number, { min = -Infinity, max = Infinity } = {}): Codec<number> {
  const parse = (text: string) => {
    const value = Number(text)
    return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max ? value : undefined
  }
  return { fallback, parse, format: String }
}

/** One of a few words. */
export function inChoice<const Value extends string>(
  choices: readonly Value[],
  fallback: NoInfer<Value>,
): Codec<Value> {
  return { fallback, parse: (text) => choices.find((choice) => choice === text), format: (value) => value }
}

/** Yes or no, written `1` or `0`. */
export function inFlag(fallback: boolean): Codec<boolean> {
  const parse = (text: string) => (text === '1' ? true : text === '0' ? false : undefined)
  return { fallback, parse, format: (value) => (value ? '1' : '0') }
}

/** Words separated by commas; none is the fallback. A word holds no comma. */
export function inList<Value extends string = string>(): Codec<readonly Value[]> {
  return {
    fallback: [],
    parse: (text) => text.split(',').filter(Boolean) as Value[],
    format: (values) => values.join(','),
  }
}

/** Reads a query string; what is absent or unreadable takes its fallback. */
export function readQuery<Shape extends UrlShape>(
  shape: Shape,
  query: Readonly<Record<string, string>>,
): UrlState<Shape> {
  const entries = Object.entries(shape).map(([key, codec]) => {
    const text = query[key]
    return [key, (text === undefined ? undefined : codec.parse(text)) ?? codec.fallback]
  })
  return Object.fromEntries(entries) as UrlState<Shape>
}

/** Writes a query string (`?a=1`, or nothing): what equals its fallback is left out; keys not in `shape` are kept. */
export function writeQuery<Shape extends UrlShape>(
  shape: Shape,
  state: UrlState<Shape>,
  others: Readonly<Record<string, string>> = {},
): string {
  const params = new URLSearchParams()
  for (const [key, text] of Object.entries(others)) if (!(key in shape)) params.set(key, text)
  for (const [key, codec] of Object.entries(shape)) {
    const text = codec.format(state[key])
    if (text !== codec.format(codec.fallback)) params.set(key, text)
  }
  const query = params.toString()
  return query ? `?${query}` : ''
}

/** The state a link reproduces, and how to change part of it. `replace` leaves no step in the browser's history. */
export function useUrlState<Shape extends UrlShape>(
  shape: Shape,
): [UrlState<Shape>, (change: Partial<UrlState<Shape>>, how?: { replace?: boolean }) => void] {
  const { query, path, url, route } = useLocation()
  const state = useMemo(() => readQuery(shape, query), [shape, url])
  const change = useCallback(
    (part: Partial<UrlState<Shape>>, { replace = true } = {}) =>
      route(path + writeQuery(shape, { ...state, ...part }, query), replace),
    [shape, state, path, query, route],
  )
  return [state, change]
}
