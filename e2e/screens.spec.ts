import { mkdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Api, openApi } from './support/api';
import { type Actor, expect, test } from './support/fixtures';
import { listScreens, type Screen } from './support/screens';
import { theWorld } from './support/world';
import { appendixAWorkbook } from './workbooks/make-workbook';

/*
 * Every screen of the build, opened by somebody whom it is for: nothing in the console, nothing to scroll sideways,
 * nothing serious for axe, and the keyboard alone gets to work. LANTAI_SHOTS names a folder for pictures.
 */
const SHOTS = process.env.LANTAI_SHOTS;
const SCRIPT_BUDGET = 350 * 1024;
const MOST_TABS = 120;

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
    // Nothing is framed here, so nothing has to be put together in a page of its own, and only what is wrong is told.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .disableRules(leaveOut);
    const { violations } = await axe.analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    expect.soft(grave, `axe on ${name}`).toEqual([]);
  };

  /** Tab comes to the filled button of the page, or to the first thing in it, and one sees where one is. */
  const expectKeyboardReachesWork = async (page: Page, name: string): Promise<void> => {
    const main = page.getByRole('main');
    const goal = await main.evaluate((element) => {
      const filled = element.querySelector('.lt-btn-primary:not(:disabled)');
      filled?.setAttribute('data-goal', '');
      const anything = element.querySelector('a[href], button:not(:disabled), input:not(:disabled), select, textarea');
      return filled ? '[data-goal]' : anything ? 'main *' : null;
    });
    // A page that only shows how far a job has come has nothing to reach.
    if (goal === null) return;
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

  const walk = async (
    login: (as: string | null, options: { viewport: { width: number; height: number } }) => Promise<Actor>,
    viewport: { width: number; height: number },
    look: (page: Page, name: string) => Promise<void>,
  ): Promise<void> => {
    const actors = new Map<string | null, Actor>();
    for (const { name, path: address, as } of screens) {
      await test.step(name, async () => {
        const actor = actors.get(as) ?? (await login(as, { viewport }));
        actors.set(as, actor);
        await actor.visit(address);
        await expect.soft(actor.page.getByRole('heading', { level: 1 }).first(), `${name} has a title`).toBeVisible();
        await expectNoSidewaysScroll(actor.page, name);
        await look(actor.page, name);
      });
    }
  };

  test('on a desktop of 1440 px, with axe and the keyboard, and drawn out to 1920 px', async ({ login }) => {
    const [desktop, wide] = [
      { width: 1440, height: 900 },
      { width: 1920, height: 1080 },
    ];
    await walk(login, desktop, async (page, name) => {
      await shoot(page, 'desktop', name);
      await expectAxeClean(page, name);
      await expectKeyboardReachesWork(page, name);
      await page.setViewportSize(wide);
      await expectNoSidewaysScroll(page, `${name}, drawn out,`);
      await shoot(page, 'wide', name);
      await page.setViewportSize(desktop);
    });
  });

  test('on a phone of 390 px, with axe', async ({ login }) => {
    await walk(login, { width: 390, height: 844 }, async (page, name) => {
      await shoot(page, 'phone', name);
      // The colours are those of the desktop, and by far the slowest to look at.
      await expectAxeClean(page, name, ['color-contrast']);
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
