// The service worker: the console opens without a network, and notices arrive while it is closed.
const SHELL = 'parlour-shell-1';
const ASSETS = 'parlour-assets-1';
const MOST_ASSETS = 300;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.add(new Request('/', { cache: 'reload' }))));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const kept = [SHELL, ASSETS];
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => !kept.includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/') || pathname.startsWith('/icons/')) return event.respondWith(fromCache(request));
  if (request.mode === 'navigate' && !/^\/(api|phone|docs|metrics|emulator)(\/|$)/.test(pathname))
    event.respondWith(page(request));
});

/** Every address has the same page: the newest, or without a network the last one. */
async function page(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put('/', answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match('/');
    if (kept) return kept;
    throw error;
  }
}

/** Their names say what is in them: what was fetched once is never fetched again. */
async function fromCache(request) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const all = await cache.keys();
    if (all.length > MOST_ASSETS)
      await Promise.all(all.slice(0, all.length - MOST_ASSETS).map((old) => cache.delete(old)));
  }
  return answer;
}

/** A notice: `{ title, body, url, tag }`; a newer one with the same tag takes the place of the older. */
self.addEventListener('push', (event) => {
  const { title = 'Parlour', body = '', url = '/', tag } = readNotice(event.data);
  const shown = {
    body,
    tag,
    renotify: Boolean(tag),
    data: { url },
    icon: '/icons/parlour-192.png',
    badge: '/icons/badge-96.png',
  };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? '/'));
});

/** In a window that is there, else in a new one; only addresses of ours. */
async function open(url) {
  const target = new URL(url, location.origin);
  if (target.origin !== location.origin) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [here] = windows;
  if (!here) return void (await self.clients.openWindow(target.href));
  await here.focus();
  here.postMessage({ kind: 'open', path: target.pathname + target.search });
}

function readNotice(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}
