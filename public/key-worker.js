// Keeps the pages of keys for reading where there is no signal. It never answers for the server
// while there is one, and keeps nothing but those pages and the files that draw them.
const STORE = 'sequr-keys-1'
/** Somebody has one key, or a few; older pages make room. */
const PAGES_MAX = 5
const isPage = (url) => /^\/key\/[\w-]+$/.test(url.pathname)
const isAsset = (url) => url.pathname.startsWith('/_next/static/')

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  const dropOthers = caches
    .keys()
    .then((names) =>
      Promise.all(names.filter((one) => one !== STORE).map((one) => caches.delete(one))),
    )
  event.waitUntil(dropOthers.then(() => self.clients.claim()))
})

self.addEventListener('message', (event) => {
  if (event.data?.kind === 'keep') event.waitUntil(keep(event.data))
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && isPage(url)) event.respondWith(pageOrKept(event.request))
  else if (isAsset(url)) event.respondWith(keptOrFetched(event.request))
})

async function keep({ page, assets }) {
  if (!isPage(new URL(page, self.location.origin))) return
  const store = await caches.open(STORE)
  const whole = await fetchWhole(page).catch(() => undefined)
  if (!whole) return
  // Deleted first, so that the page counts as the newest when room is made.
  await store.delete(page)
  await store.put(page, whole)
  const missing = await Promise.all(
    assets.map(async (asset) => ((await store.match(asset)) ? [] : [asset])),
  )
  await Promise.all(missing.flat().map((asset) => store.add(asset).catch(() => undefined)))
  await makeRoom(store)
}

/** The page with its last byte: a signal that is lost half-way must not cost the page that is kept. */
async function fetchWhole(page) {
  const answer = await fetch(page, { cache: 'no-store' })
  if (!answer.ok) return undefined
  const headers = new Headers(answer.headers)
  // The body is plain by now.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  return new Response(await answer.blob(), { headers })
}

async function makeRoom(store) {
  const pages = (await store.keys()).filter((request) => isPage(new URL(request.url)))
  await Promise.all(pages.slice(0, -PAGES_MAX).map((request) => store.delete(request)))
}

/** The server's word first, always; the kept page only where it cannot be reached. */
async function pageOrKept(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(new URL(request.url).pathname)
    if (kept) return kept
    throw error
  }
}

/** Files of a build never change under one name. */
async function keptOrFetched(request) {
  return (await caches.match(request)) ?? fetch(request)
}
