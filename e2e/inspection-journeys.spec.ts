import type { Page } from '@playwright/test';
import { expectClicks, watchClicks } from './support/clicks';
import { type Actor, expect, test } from './support/fixtures';

/* Errands of a bureau's inspectors, in the clicks that they were promised. In the district next door, so that no other story meets their notices. */
const BUREAU = 'linjiang-bureau';
const INSPECTOR = 'linjiang-bureau.insp1';
const MARK = `第${Date.now() % 100_000}号`;

/** What the first test leaves for the second. */
const plot = { campaignPath: '' };

type Login = (as: string, options?: { viewport?: { width: number; height: number } }) => Promise<Actor>;

const atWorkbench = async (login: Login): Promise<Page> => {
  const { page, visit } = await login(INSPECTOR);
  await watchClicks(page);
  await visit(`/w/${BUREAU}`);
  return page;
};

const said = (page: Page, text: string | RegExp): Promise<void> => expect(page.getByText(text).first()).toBeVisible();

test.describe.configure({ mode: 'serial' });

test('a round is planned, drawn and announced in 5 clicks', async ({ login }) => {
  const page = await atWorkbench(login);
  await expectClicks(page, 5, async () => {
    await page.getByRole('link', { name: '新建检查' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('批次名称').fill(`乡镇档案执法检查 ${MARK}`);
    await form.getByRole('button', { name: /^保存/ }).click();
    await form.getByLabel('抽取几家').fill('1');
    await form.getByRole('button', { name: /^抽取/ }).click();
    await said(page, '抽取结果已确定');
    await page.getByRole('button', { name: '发检查通知书' }).click();
    await form.getByLabel('检查事由').fill(`年度执法检查 ${MARK}`);
    await form.getByRole('button', { name: /^发检查通知书/ }).click();
    await said(page, '已发通知书 1 份');
  });
  plot.campaignPath = new URL(page.url()).pathname;
});

test('the items of a checklist are judged one after the other, an act for each', async ({ login }) => {
  const { page, visit } = await login(INSPECTOR);
  await watchClicks(page);
  await visit(plot.campaignPath);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/inspections\/[^/]+\/[^/?]+/);
  await visit(`${new URL(page.url()).pathname}/review`);
  const items = page.getByRole('navigation', { name: '检查项' });
  const open = items.locator('[aria-current] .lt-checklist-code');
  for (let judged = 0; judged < 3; judged += 1) {
    const before = await open.textContent();
    await expectClicks(page, 1, async () => {
      await page.keyboard.press('1');
      await expect(page.getByRole('radio').first()).toBeChecked();
      await page.keyboard.press('Control+Enter');
      await expect(open).not.toHaveText(before ?? '');
    });
  }
});
