const SERVED = /^\/(assets\/|icon\.svg$)/

/** Everything the page on screen is made of. */
function loadedPaths(): string[] {
  const names = performance.getEntriesByType('resource').map((entry) => new URL(entry.name))
  const own = names.filter((url) => url.origin === location.origin && SERVED.test(url.pathname))
  return [...new Set(own.map((url) => url.pathname))]
}

/**
 * Lets this application open without network: a service worker keeps its page, scripts and styles. Does nothing in
 * development, nor while a newer version than the one on screen is being served.
 */
export async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator) || !document.querySelector('script[src^="/assets/"]')) return
  try {
    await Promise.all([import('./agenda-page.tsx'), import('./stops-page.tsx')])
    await navigator.serviceWorker.register('/service-worker.js')
    const html = await (await fetch('/', { cache: 'no-cache' })).text()
    const needed = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
    const loaded = loadedPaths()
    if (!needed.every((path) => loaded.includes(path))) return
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ keep: [...new Set(['/', '/icon.svg', ...loaded])] })
  } catch {
    // Without network, or in a browser that refuses workers: what was kept before still serves.
  }
}
