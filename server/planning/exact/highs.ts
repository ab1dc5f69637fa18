import loadHighs, { type Highs } from 'highs'

export type { Highs } from 'highs'

// The package declares CommonJS types for an ES module whose default export is the loader itself.
const load = loadHighs as unknown as () => Promise<Highs>

let loading: Promise<Highs> | undefined

/** Loads HiGHS once per thread (3.5 MB of WebAssembly, found beside the package), or gives the one already loaded. */
export function openHighs(): Promise<Highs> {
  loading ??= load()
  return loading
}
