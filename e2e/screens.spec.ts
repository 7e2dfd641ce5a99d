import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Api, openApi } from './support/api';
import { graveFaults } from './support/axe';
import { type Actor, expect, test } from './support/fixtures';
import { listScreens, type Screen } from './support/screens';
import { WHOLE } from './support/whole';
import { theWorld } from './support/world';
import { appendixAWorkbook } from './workbooks/make-workbook';

/*
 * Every screen of the build, opened by somebody whom it is for: nothing in the console, nothing to scroll sideways,
 * nothing serious for axe, and the keyboard alone gets to work. One walk loads each screen as a document, the other
 * comes to it as by a link. In `npm run verify -- screens` both load documents, and the keyboard goes through the frame
 * on each screen. LANTAI_SHOTS names a folder for pictures.
 */
const SHOTS = process.env.LANTAI_SHOTS;
const SCRIPT_BUDGET = 350 * 1024;
const MOST_TABS = 120;
const SKIP_LINK = 'a[href="#content"]';
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
const WIDE = { width: 1920, height: 1080 };

test.describe.configure({ timeout: 600_000 });

interface Fonds {
  id: string;
}

const makeImport = async (api: Api): Promise<string> => {
  const { id: objectId } = await api.upload('归档文件目录.xlsx', await appendixAWorkbook());
  const [fonds] = (await api.query('archive.fonds')) as Fonds[];
  const started = await api.mutate('archive.startImport', { objectId, fondsId: fonds?.id, categoryCode: 'WS' });
  return (started as { batchId: string }).batchId;
};

test.describe('screens', () => {
  // Each width by itself, so that two browsers share the way.
  test.describe.configure({ mode: 'parallel', timeout: 2_400_000 });

  let screens: Screen[] = [];

  test.beforeAll(async ({ sessions }) => {
    const { district } = theWorld();
    const archivist = openApi(district, await sessions.cookieOf('liuxi.arch'), 'liuxi');
    const officer = openApi(district, await sessions.cookieOf('liuxi.sys'), 'liuxi');
    const invitation = await officer.mutate('tenancy.invite', {
      displayName: '周小满',
      loginName: `e2e.${Date.now()}`,
      roles: ['unit_dept'],
    });
    const inspector = openApi(district, await sessions.cookieOf('qinghe-bureau.insp1'), 'qinghe-bureau');
    // A link of the same name would end the one of the other walk.
    const wall = await inspector.mutate('wall.createLink', { label: `大厅屏幕${test.info().workerIndex}`, days: 1 });
    await archivist.mutate('digital.createLinkBatch', { name: '2024年文书档案扫描件' });
    screens = await listScreens(district.adminUrl, {
      token: (invitation as { token: string }).token,
      key: (wall as { token: string }).token,
      batchId: await makeImport(archivist),
    });
  });

  const shoot = async (page: Page, size: string, name: string): Promise<void> => {
    if (!SHOTS) return;
    mkdirSync(path.join(SHOTS, size), { recursive: true });
    await page.screenshot({ path: path.join(SHOTS, size, `${name}.png`), fullPage: size === 'phone' });
  };

  const expectNoSidewaysScroll = async (page: Page, name: string): Promise<void> => {
    const { wide, width } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    expect.soft(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(width);
  };

  const expectAxeClean = async (page: Page, name: string, leaveOut: string[] = []): Promise<void> => {
    expect.soft(await graveFaults(page, leaveOut), `axe on ${name}`).toEqual([]);
  };

  /** Presses Tab until the focus has come to something of that kind; one has to see where one is. */
  const tabTo = async (page: Page, name: string, goal: string): Promise<void> => {
    let seen = { reached: false, visible: true, at: '' };
    for (let press = 0; press < MOST_TABS && !seen.reached; press += 1) {
      await page.keyboard.press('Tab');
      seen = await page.evaluate((selector) => {
        const at = document.activeElement;
        if (!at || at === document.body) return { reached: false, visible: true, at: '' };
        const style = getComputedStyle(at);
        const around = at.parentElement ? getComputedStyle(at.parentElement) : style;
        const visible = [style, around].some(
          (one) => (one.outlineStyle !== 'none' && one.outlineWidth !== '0px') || one.boxShadow !== 'none',
        );
        return { reached: at.matches(selector), visible, at: at.outerHTML.slice(0, 120) };
      }, goal);
      expect.soft(seen.visible, `${name}: focus is not to be seen on ${seen.at}`).toBe(true);
    }
    expect.soft(seen.reached, `${name}: Tab does not reach ${goal}`).toBe(true);
  };

  /**
   * The keyboard comes to the filled button of the page, or to the first thing in it: through the frame, which is the
   * same around all screens of a person, or past it by the link that is there for this.
   */
  const expectKeyboardReachesWork = async (page: Page, name: string, throughFrame: boolean): Promise<void> => {
    const main = page.getByRole('main');
    const goal = await main.evaluate((element) => {
      const filled = element.querySelector('.lt-btn-primary:not(:disabled)');
      filled?.setAttribute('data-goal', '');
      const anything = element.querySelector('a[href], button:not(:disabled), input:not(:disabled), select, textarea');
      return filled ? '[data-goal]' : anything ? 'main *' : null;
    });
    // A page that only shows how far a job has come has nothing to reach.
    if (goal === null) return;
    const isOutside = await page.evaluate(() => !document.activeElement?.closest('main'));
    if (!throughFrame && isOutside && (await page.locator(SKIP_LINK).count()) > 0) {
      await tabTo(page, name, SKIP_LINK);
      await page.keyboard.press('Enter');
      await expect(main, `${name}: the first link leads past the frame`).toBeFocused();
    }
    await tabTo(page, name, goal);
  };

  type Look = (page: Page, name: string, isFirst: boolean) => Promise<void>;

  /** Opens every screen as the person whom it is for; `isFirst` is said of the first of each person. */
  const walk = async (
    login: (as: string | null, options: { viewport: typeof DESKTOP }) => Promise<Actor>,
    { viewport, byLink }: { viewport: typeof DESKTOP; byLink: boolean },
    look: Look,
  ): Promise<void> => {
    const actors = new Map<string | null, Actor>();
    for (const { name, path: address, as } of screens) {
      await test.step(name, async () => {
        const known = actors.get(as);
        const actor = known ?? (await login(as, { viewport }));
        actors.set(as, actor);
        await (known && byLink ? known.follow(address) : actor.visit(address));
        await expect.soft(actor.page.getByRole('heading', { level: 1 }).first(), `${name} has a title`).toBeVisible();
        await expectNoSidewaysScroll(actor.page, name);
        await look(actor.page, name, !known);
      });
    }
  };

  test('loaded at 1440 px, with the keyboard, and drawn out to 1920 px', async ({ login }) => {
    await walk(login, { viewport: DESKTOP, byLink: false }, async (page, name, isFirst) => {
      await shoot(page, 'desktop', name);
      if (WHOLE) await expectAxeClean(page, name);
      await expectKeyboardReachesWork(page, name, WHOLE || isFirst);
      await page.setViewportSize(WIDE);
      await expectNoSidewaysScroll(page, `${name}, drawn out,`);
      await shoot(page, 'wide', name);
      await page.setViewportSize(DESKTOP);
    });
  });

  test('come to by a link at 390 px, and drawn out to 1440 px, both with axe', async ({ login }) => {
    await walk(login, { viewport: PHONE, byLink: !WHOLE }, async (page, name) => {
      await shoot(page, 'phone', name);
      // The colours are those of the desktop, and by far the slowest to look at.
      await expectAxeClean(page, name, WHOLE ? [] : ['color-contrast']);
      if (WHOLE) return;
      await page.setViewportSize(DESKTOP);
      await expectAxeClean(page, `${name}, drawn out,`);
      await page.setViewportSize(PHONE);
    });
  });
});

test('the first page brings at most 350 KB of script', async ({ login }) => {
  for (const [as, address] of [
    [null, '/login'],
    ['liuxi.arch', '/w/liuxi'],
  ] as const) {
    const { page, visit } = await login(as);
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    await visit(address);
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    console.log(`${address}: ${Math.round(total / 1024)} KB of script`);
    expect(total).toBeGreaterThan(10_000);
    expect(total, address).toBeLessThanOrEqual(SCRIPT_BUDGET);
  }
});
