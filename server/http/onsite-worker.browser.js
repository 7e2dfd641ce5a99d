/*
 * Runs in browsers, one for each workspace: keeps the on-site screen and the files it is made of, so that it opens
 * without network. It keeps no data: what an inspector takes along and writes lies in the page's own store. Everything
 * else passes by untouched.
 */
const VERSION = '__VERSION__';
const HOME = self.location.pathname.replace(/onsite-worker\.js$/, '');
const SHELL = `${HOME}onsite`;
const MINE = `lantai-onsite:${HOME}:`;
const CACHE = `${MINE}${VERSION}`;
const PATIENCE_MS = 5_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const mine = async () => (await caches.keys()).filter((name) => name.startsWith(MINE));

const keepAsset = async (cache, path) => {
  if (await cache.match(path)) return;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  await cache.put(path, answer);
};

/** The screen goes in last and the older version goes out after it: whatever is kept can be opened. */
const keep = async (assets) => {
  const shell = await fetch(SHELL, { redirect: 'manual', credentials: 'same-origin', cache: 'no-store' });
  if (!shell.ok) throw new Error('the screen is not to be had');
  const named = (await shell.clone().text()).match(/\/assets\/[\w./-]+\.(?:js|css|woff2)/g) ?? [];
  const cache = await caches.open(CACHE);
  await Promise.all([...new Set([...named, ...assets])].map((path) => keepAsset(cache, path)));
  await cache.put(SHELL, shell);
  for (const name of await mine()) if (name !== CACHE) await caches.delete(name);
};

const forget = async () => {
  for (const name of await mine()) await caches.delete(name);
};

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  const work = event.data?.type === 'keep' ? keep(event.data.assets ?? []) : forget();
  event.waitUntil(
    work.then(
      () => port?.postMessage({ done: true }),
      () => port?.postMessage({ done: false }),
    ),
  );
});

const match = async (key) => {
  for (const name of await mine()) {
    const kept = await (await caches.open(name)).match(key);
    if (kept) return kept;
  }
  return undefined;
};

/** From the server while it answers, from here when it does not, or not soon. */
const openShell = async (request) => {
  const kept = await match(SHELL);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  // A gateway that answers for a server that is away is no answer either.
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? kept : answer));
  return Promise.race([fresh.catch(() => kept), late]);
};

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === SHELL) event.respondWith(openShell(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(match(pathname).then((kept) => kept ?? fetch(request)));
});
