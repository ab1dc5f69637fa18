import type { Highs } from 'highs'

export type { Highs } from 'highs'

/** Only a thread that solves exactly reads the package, the bound's does not. */
async function load(): Promise<Highs> {
  // The package declares CommonJS types for an ES module whose default export is the loader itself.
  const { default: loadHighs } = (await import('highs')) as unknown as { default: () => Promise<Highs> }
  return loadHighs()
}

let loading: Promise<Highs> | undefined

/** Loads HiGHS once per thread (3.5 MB of WebAssembly, found beside the package), or gives the one already loaded. */
export function openHighs(): Promise<Highs> {
  loading ??= load()
  return loading
}
