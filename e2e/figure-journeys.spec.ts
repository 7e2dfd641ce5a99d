import type { Download, Page } from '@playwright/test';
import { openApi } from './support/api';
import { expectClicks, watchClicks } from './support/clicks';
import { textOfPdf } from './support/files';
import { type Actor, expect, test } from './support/fixtures';
import { theWorld } from './support/world';

/*
 * Errands around figures and reports, in the clicks that they were promised: of those who lead and supervise the district
 * next door, and of a department there that no other story visits.
 */
const BUREAU = 'linjiang-bureau';
const LEADER = 'linjiang-bureau.lead';
const UNIT = 'linjiang-edu';
const LAST_YEAR = new Date().getFullYear() - 1;

type Login = (as: string, options?: { viewport?: { width: number; height: number } }) => Promise<Actor>;

const atWorkbench = async (
  login: Login,
  as: string,
  slug: string,
  viewport?: { width: number; height: number },
): Promise<Page> => {
  const { page, visit } = await login(as, viewport ? { viewport } : undefined);
  await watchClicks(page);
  await visit(`/w/${slug}`);
  return page;
};

const bytesOf = async (download: Download): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const downloadBy = async (page: Page, press: () => Promise<void>): Promise<Download> => {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press()]);
  return download;
};

test('the annual return of the units is looked through, added up and exported in 4 clicks', async ({ login }) => {
  const page = await atWorkbench(login, LEADER, BUREAU);
  await expectClicks(page, 4, async () => {
    await page.getByRole('navigation').getByRole('link', { name: '年度报告' }).first().click();
    await page.getByRole('link', { name: '报表汇总' }).click();
    await page.getByRole('row').filter({ hasText: 'DJ3' }).getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: '审核提示' })).toBeVisible();
    const press = () => page.getByRole('link', { name: '下载 Excel' }).click();
    expect((await downloadBy(page, press)).suggestedFilename()).toMatch(/\.xlsx$/);
  });
});

test('a warning number leads to the units behind it and to the page of one in 2 clicks', async ({ login }) => {
  const page = await atWorkbench(login, LEADER, BUREAU);
  const numbers = page.getByRole('list', { name: '下辖单位' }).getByRole('listitem');
  await expectClicks(page, 2, async () => {
    await numbers.filter({ hasText: '需要留意的单位' }).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: '立档单位' })).toBeVisible();
    await expect(page).toHaveURL(/units\?light=attention/);
    const unit = page.getByRole('table').getByRole('link').first();
    const name = ((await unit.textContent()) ?? '').trim();
    expect(name).not.toBe('');
    await unit.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });
});

test('the month fits on one page, which is taken away in 2 clicks', async ({ login }) => {
  const page = await atWorkbench(login, LEADER, BUREAU);
  await expectClicks(page, 2, async () => {
    await page.getByText('月度简报', { exact: true }).click();
    const press = () => page.getByRole('link', { name: '本月（PDF）' }).click();
    const text = (await textOfPdf(await bytesOf(await downloadBy(page, press)))).replace(/\s/g, '');
    expect(text).toContain('临江区档案局档案工作月度简报');
    expect(text).toContain('需要关注的单位');
  });
});

test('the wall is shown in 1 click, and fills its screen without scrolling', async ({ login }) => {
  const page = await atWorkbench(login, LEADER, BUREAU, { width: 1920, height: 1080 });
  await expectClicks(page, 1, async () => {
    await page.getByRole('button', { name: '打开大屏' }).click();
    await expect(page).toHaveURL(/\/wall\/[\w-]{20,}/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('临江区');
  });
  await expect(page.locator('canvas').first()).toBeVisible();
  const sizes = await page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    return { scrollHeight, scrollWidth };
  });
  expect(sizes.scrollWidth).toBeLessThanOrEqual(1920);
  expect(sizes.scrollHeight).toBeLessThanOrEqual(1080);
});

test('a report is approved in 2 clicks, its summary first', async ({ login, sessions }, { retry }) => {
  const api = openApi(theWorld().district, await sessions.cookieOf(`${UNIT}.arch`), UNIT);
  const input = { year: LAST_YEAR - retry, template: 'records_office' };
  const { id: reportId } = (await api.mutate('report.create', input)) as { id: string };
  const read = async () =>
    (await api.query('report.byId', { reportId })) as {
      title: string;
      rowVersion: number;
      checks: { code: string; outcome: string }[];
    };
  const { checks, title } = await read();
  for (const { code } of checks.filter(({ outcome }) => outcome === 'differs'))
    await api.mutate('report.explain', { reportId, checkCode: code, explanation: '上年登记不全，今年补录' });
  await api.mutate('report.submit', { reportId, rowVersion: (await read()).rowVersion });

  const page = await atWorkbench(login, `${UNIT}.lead`, UNIT);
  await expectClicks(page, 2, async () => {
    await page.getByRole('main').getByRole('link', { name: title }).first().click();
    const summary = page.getByRole('dialog');
    await expect(summary.getByText(title)).toBeVisible();
    await expect(summary.getByText(/^核对/)).toBeVisible();
    await summary.getByRole('button', { name: '批准定稿' }).click();
    await expect(page.getByText('已定稿').first()).toBeVisible();
  });
});
