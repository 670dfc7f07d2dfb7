// Keeps the forms of one incident for when there is no network: what is new first, then what was kept. The page of a
// case is never kept; without network a page stands in for it that says so. SLUG, VERSION, PAGES, FILES and AWAY come before this.
const MINE = `konbit.${SLUG}.`;
const NAME = MINE + VERSION;

addEventListener('install', (event) => event.waitUntil(caches.open(NAME).then((kept) => kept.addAll([...PAGES, ...FILES])).then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((name) => name.startsWith(MINE) && name !== NAME).map((name) => caches.delete(name))))
  .then(() => clients.claim())));

addEventListener('fetch', (event) => {
  const { request } = event, { pathname, search } = new URL(request.url);
  if (request.method !== 'GET') return;
  if (FILES.includes(pathname + search)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  else if (request.mode === 'navigate') event.respondWith(page(request, pathname));
});

async function page(request, pathname) {
  const kept = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok && PAGES.includes(pathname)) await kept.put(pathname, answer.clone());
    return answer;
  } catch (error) {
    return (await kept.match(pathname, { ignoreVary: true })) || (await kept.match(AWAY)) || Response.error();
  }
}
