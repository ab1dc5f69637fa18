// Serves the agenda's pages when there is no network. It keeps pages, scripts and styles alone: an answer of the API never
// passes through here, so nothing personal is ever in its cache.

const CACHE = 'pages'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep))
})

/** Keeps these addresses and lets the others go: one whole version of the application, never halves of two. */
async function keep(paths) {
  const cache = await caches.open(CACHE)
  const known = (await cache.keys()).map((request) => new URL(request.url).pathname)
  await cache.addAll(paths.filter((path) => path === '/' || !known.includes(path)))
  await Promise.all(known.filter((path) => !paths.includes(path)).map((path) => cache.delete(path)))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  const isPage = pathname === '/' || pathname === '/agenda' || pathname.startsWith('/agenda/')
  if (request.mode === 'navigate' && isPage) event.respondWith(page(request))
  else if (pathname.startsWith('/assets/') || pathname === '/icon.svg') event.respondWith(asset(request))
})

async function page(request) {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match('/')) ?? Response.error()
  }
}

async function asset(request) {
  return (await caches.match(request.url)) ?? fetch(request)
}
