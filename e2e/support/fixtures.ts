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

interface RouterState {
  location: { key: string };
  navigation: { state: string };
  errors: object | null;
}
interface Fiber {
  child: Fiber | null;
  sibling: Fiber | null;
  memoizedProps: { value?: Partial<RouterState> } | null;
}

/**
 * What the router said when the page was last drawn. The router is at an address before React has drawn its screen, and
 * whoever asks in between sees the screen before it.
 */
const untilDrawn = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const { state } = (window as unknown as { __remixRouter: { state: RouterState } }).__remixRouter;
    const root = Object.entries(document).find(([name]) => name.startsWith('__reactContainer'))?.[1];
    const waiting: (Fiber | null)[] = [root?.stateNode.current];
    while (waiting.length > 0) {
      const fiber = waiting.pop();
      if (!fiber) continue;
      const value = fiber.memoizedProps?.value;
      if (value?.navigation && value.location) return value === state && state.navigation.state === 'idle';
      waiting.push(fiber.sibling, fiber.child);
    }
    return false;
  });

const followIn = async (page: Page, path: string): Promise<void> => {
  const arrived = await page.evaluate(async (to) => {
    const router = (
      window as unknown as { __remixRouter: { navigate(path: string): Promise<void>; state: RouterState } }
    ).__remixRouter;
    const before = router.state.location.key;
    await router.navigate(to);
    return { isElsewhere: router.state.location.key !== before, errors: Object.keys(router.state.errors ?? {}) };
  }, path);
  expect(arrived, `${path} is come to`).toEqual({ isElsewhere: true, errors: [] });
  await untilDrawn(page);
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
