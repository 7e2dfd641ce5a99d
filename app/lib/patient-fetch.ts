/*
 * What the page shows is asked for again after every act, in Remix by `fetch('<page>.data')`. A line that breaks just
 * then would put an error page in the place of what somebody is filling in or sending. So that question waits until it
 * is answered, and the page stays as it is.
 */

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** What a proxy says for a server that is being started again. */
const NOT_THERE = new Set([502, 503, 504]);

export interface PatienceOptions {
  fetch: typeof fetch;
  /** The page that is open. */
  here: () => URL;
  /** Ends after so many milliseconds, when the network comes back, or when the question is withdrawn. */
  rest: (milliseconds: number, signal: AbortSignal | null) => Promise<void>;
  onWaiting: (isWaiting: boolean) => void;
}

const pageOfData = (pathname: string): string | null =>
  pathname === '/_root.data' ? '/' : pathname.endsWith('.data') ? pathname.slice(0, -'.data'.length) : null;

const isAboutThisPage = (input: Parameters<typeof fetch>[0], init: RequestInit | undefined, here: URL): boolean => {
  if (input instanceof Request || (init?.method ?? 'GET') !== 'GET') return false;
  const asked = new URL(input, here);
  return asked.origin === here.origin && pageOfData(asked.pathname) === here.pathname.replace(/(.)\/$/, '$1');
};

/** A fetch that goes on asking for the data of the open page for as long as the server does not answer. */
export const patientFetch = ({ fetch, here, rest, onWaiting }: PatienceOptions): typeof fetch => {
  const untilAnswered: typeof fetch = async (input, init) => {
    const signal = init?.signal ?? null;
    let isWaiting = false;
    try {
      for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
        const answer = await fetch(input, init).catch((error: unknown) => {
          if (signal?.aborted || !(error instanceof TypeError)) throw error;
          return null;
        });
        if (answer && !NOT_THERE.has(answer.status)) return answer;
        if (!isWaiting) onWaiting(true);
        isWaiting = true;
        await rest(wait, signal);
      }
    } finally {
      if (isWaiting) onWaiting(false);
    }
  };
  return (input, init) => (isAboutThisPage(input, init, here()) ? untilAnswered(input, init) : fetch(input, init));
};

let waiting = 0;
const listeners = new Set<() => void>();

/** Whether the page waits for a server that does not answer: for `useSyncExternalStore`. */
export const serverIsAway = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  snapshot: (): boolean => waiting > 0,
};

const restInBrowser: PatienceOptions['rest'] = (milliseconds, signal) =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener('online', end);
    signal?.addEventListener('abort', end);
  });

/** Gives the browser's own fetch this patience. Called once, before the page is taken over. */
export const bePatient = (): void => {
  window.fetch = patientFetch({
    fetch: window.fetch.bind(window),
    here: () => new URL(window.location.href),
    rest: restInBrowser,
    onWaiting: (isWaiting) => {
      waiting += isWaiting ? 1 : -1;
      for (const listener of listeners) listener();
    },
  });
};
