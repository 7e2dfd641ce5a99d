import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { openSessionMaker, type SessionMaker } from './sessions';
import { theWorld } from './world';

/** One person at one browser. */
export interface Actor {
  page: Page;
  /** Opens an address of the district and waits until the page answers to the keyboard. */
  visit(path: string): Promise<void>;
  /** Comes to an address as by a link of the page that is open, without a new document, and waits until it is drawn. */
  follow(path: string): Promise<void>;
  /** From now on the browser may complain in these words, also after the test's last step: it reports late. */
  tolerate(complaint: RegExp): void;
  /** For a screen that is refused on purpose: the browser then complains about the status. */
  visitRefused(path: string, status?: number): Promise<void>;
}

/** What a browser says while a test has cut it off: of its requests, and of the routes that Remix looks up ahead. */
export const CUT_OFF = /net::ERR_|Failed to fetch/;

interface Fixtures {
  /** A signed-in browser of its own; nobody for `null`. */
  login(as: string | null, options?: { viewport?: { width: number; height: number } }): Promise<Actor>;
}
interface WorkerFixtures {
  sessions: SessionMaker;
}

/** A page before hydration swallows clicks: React has to have taken over the document. */
export const untilAlive = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactFiber')));
};

interface Router {
  navigate(path: string, options: { flushSync: true }): Promise<void>;
  state: { location: { key: string }; errors: object | null };
}

const followIn = async (page: Page, path: string): Promise<void> => {
  const arrived = await page.evaluate(async (to) => {
    const router = (window as unknown as { __remixRouter: Router }).__remixRouter;
    const before = router.state.location.key;
    // Drawn before the promise is kept: whoever asks next sees the new screen and not the one before it.
    await router.navigate(to, { flushSync: true });
    return { isElsewhere: router.state.location.key !== before, errors: Object.keys(router.state.errors ?? {}) };
  }, path);
  expect(arrived, `${path} is come to`).toEqual({ isElsewhere: true, errors: [] });
};

const watch = (page: Page, complaints: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console at ${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error at ${page.url()}: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} from ${response.url()}`);
  });
};

const actorOf = async (context: BrowserContext, complaints: string[], tolerated: RegExp[]): Promise<Actor> => {
  const page = await context.newPage();
  watch(page, complaints);
  return {
    page,
    tolerate: (complaint) => {
      tolerated.push(complaint);
    },
    visit: async (path) => {
      const answer = await page.goto(path);
      expect(answer?.status(), `${path} answers`).toBeLessThan(400);
      await untilAlive(page);
    },
    follow: (path) => followIn(page, path),
    visitRefused: async (path, status = 404) => {
      const before = complaints.length;
      const answer = await page.goto(path);
      expect(answer?.status(), `${path} answers`).toBe(status);
      await untilAlive(page);
      const own = complaints.splice(before).filter((line) => !/Failed to load resource.*404/.test(line));
      complaints.push(...own);
    },
  };
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
    async ({}, use) => {
      const maker = openSessionMaker(theWorld().district);
      await use(maker);
      await maker.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
  baseURL: async ({}, use) => use(theWorld().district.baseUrl),
  login: async ({ browser, sessions, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    const tolerated: RegExp[] = [];
    await use(async (as, options) => {
      const context = await browser.newContext({ baseURL, ...options });
      contexts.push(context);
      if (as) {
        const [name = '', value = ''] = (await sessions.cookieOf(as)).split('=');
        await context.addCookies([
          // Over https, or the browser will not take a __Host- cookie; it then sends it to a trustworthy http origin too.
          {
            name,
            value,
            url: (baseURL ?? '').replace('http:', 'https:'),
            secure: true,
            httpOnly: true,
            sameSite: 'Lax',
          },
        ]);
      }
      return actorOf(context, complaints, tolerated);
    });
    await Promise.all(contexts.map((context) => context.close()));
    const unexpected = complaints.filter((line) => !tolerated.some((complaint) => complaint.test(line)));
    expect(unexpected, 'what the browsers complained about').toEqual([]);
  },
});

export { expect };
