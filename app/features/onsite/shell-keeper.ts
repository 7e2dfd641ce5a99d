import { canWorkOffline } from './phone';
import { forgetPacks } from './store';

/* The on-site screen itself, kept by its service worker, and how both are forgotten when a person leaves. */

const CACHES = 'lantai-onsite:';
const OWNER = 'lantai-onsite-owner';

const tell = (worker: ServiceWorker, message: object): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const given = setTimeout(() => resolve(false), 60_000);
    port1.onmessage = ({ data }: MessageEvent<{ done: boolean }>) => {
      clearTimeout(given);
      resolve(data.done);
    };
    worker.postMessage(message, [port2]);
  });

const assetsOfPage = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname);

const isShellKept = async (slug: string): Promise<boolean> => {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${CACHES}/w/${slug}/`) && (await (await caches.open(name)).match(`/w/${slug}/onsite`)))
      return true;
  }
  return false;
};

/** Makes the screen open without network. Answers whether it now does. */
export const keepShell = async (slug: string, accountId: string): Promise<boolean> => {
  if (!canWorkOffline()) return false;
  try {
    localStorage.setItem(OWNER, accountId);
    await navigator.serviceWorker.register(`/w/${slug}/onsite-worker.js`, {
      scope: `/w/${slug}/onsite`,
      updateViaCache: 'none',
    });
    const { active } = await navigator.serviceWorker.ready;
    if (active && (await tell(active, { type: 'keep', assets: assetsOfPage() }))) return true;
    return await isShellKept(slug);
  } catch {
    return isShellKept(slug).catch(() => false);
  }
};

/** Asks the browser not to make room at the cost of what is not sent yet. */
export const askToPersist = async (): Promise<boolean> =>
  (await navigator.storage?.persist?.().catch(() => false)) ?? false;

/**
 * Clears the screen and the packs of whoever was here before. What that person has not sent yet stays: only the same
 * account sees it again.
 * @param accountId who is here now; null for nobody
 */
export const forgetOthers = async (accountId: string | null): Promise<void> => {
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
  await forgetPacks(accountId);
  localStorage.removeItem(OWNER);
};
