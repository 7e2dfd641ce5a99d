import type { Page } from '@playwright/test';
import { openApi } from './support/api';
import { expectClicks, watchClicks } from './support/clicks';
import { photograph, textOfPdf } from './support/files';
import { type Actor, expect, test } from './support/fixtures';
import type { SessionMaker } from './support/sessions';
import { theWorld } from './support/world';

/*
 * Errands of the people of the district, from their workbench to the end, in the clicks that they were promised. The
 * import of a year is counted in the story; what is only arranged here goes through the procedures.
 */
const LAST_YEAR = new Date().getFullYear() - 1;
const MARK = String(Date.now() % 100_000);

type Login = (as: string, options?: { viewport?: { width: number; height: number } }) => Promise<Actor>;

/** Signed in, counted, at the workbench. */
const atWorkbench = async (login: Login, as: string, slug: string): Promise<Page> => {
  const { page, visit } = await login(as);
  await watchClicks(page);
  await visit(`/w/${slug}`);
  return page;
};

const said = (page: Page, text: string | RegExp): Promise<void> => expect(page.getByText(text).first()).toBeVisible();
const link = (page: Page, name: string | RegExp) => page.getByRole('navigation').getByRole('link', { name }).first();

const apiOf = async (sessions: SessionMaker, as: string, slug: string) =>
  openApi(theWorld().district, await sessions.cookieOf(as), slug);

/** Records of last year whose codes are still provisional. */
const catalogue = async (sessions: SessionMaker, as: string, slug: string, titles: readonly string[]) => {
  const api = await apiOf(sessions, as, slug);
  const [fonds] = (await api.query('archive.fonds')) as { id: string }[];
  for (const title of titles) {
    await api.mutate('archive.create', {
      fondsId: fonds?.id,
      categoryCode: 'WS',
      filingYear: LAST_YEAR,
      retentionCode: 'D30',
      orgCode: 'BGS',
      title,
      documentDate: `${LAST_YEAR}0620`,
      pageCount: 4,
      isProvisional: true,
    });
  }
};

test('a year is numbered and its list printed in 4 clicks', async ({ login, sessions }) => {
  const titles = [`关于汛前检查的通知${MARK}`, `关于抽水站检修的请示${MARK}`];
  await catalogue(sessions, 'linjiang-civil.arch', 'linjiang-civil', titles);
  const page = await atWorkbench(login, 'linjiang-civil.arch', 'linjiang-civil');
  await expectClicks(page, 4, async () => {
    await page.getByRole('link', { name: '自动编号' }).click();
    await expect(page.getByRole('heading', { name: '编号与组卷' })).toBeVisible();
    await page.getByRole('button', { name: '自动编号' }).click();
    const confirm = page.getByRole('button', { name: '确认并锁定' });
    await expect(confirm).toBeVisible({ timeout: 60_000 });
    await confirm.click();
    const print = page.getByRole('button', { name: '打印目录' });
    await expect(print).toBeVisible({ timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), print.click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const stream = await download.createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const text = (await textOfPdf(Buffer.concat(parts))).replace(/\s/g, '');
    for (const title of titles) expect(text, 'the printed list').toContain(title);
  });
});

test('two documents are handed in with 3 clicks and one for each', async ({ login }) => {
  const page = await atWorkbench(login, 'qinghe-civil.dept', 'qinghe-civil');
  const files = [1, 2].map((at) => photograph(`关于第${at}次安全检查的通知${MARK}.png`, 20 + at));
  await expectClicks(page, 3 + files.length, async () => {
    await page.getByRole('link', { name: '开始移交' }).click();
    const choose = page.getByRole('button', { name: '选择文件' }).last();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
    await chooser.setFiles(files);
    await expect(page.getByRole('heading', { name: '核对第 1 份，共 2 份' })).toBeVisible();
    await page.getByRole('button', { name: '下一份' }).click();
    await expect(page.getByRole('heading', { name: '核对第 2 份，共 2 份' })).toBeVisible();
    await page.getByRole('button', { name: /^交给档案员/ }).click();
    await said(page, '已交 2 份，档案员会收到待办');
  });
  await expect(page.getByRole('row').filter({ hasText: `次安全检查的通知${MARK}` })).toHaveCount(2);
});

test('what was returned is put right and handed in again in 3 clicks', async ({ login }) => {
  const page = await atWorkbench(login, 'qinghe-civil.dept', 'qinghe-civil');
  await expectClicks(page, 3, async () => {
    await page
      .getByRole('main')
      .getByRole('link', { name: /^退回修改/ })
      .first()
      .click();
    const form = page.getByRole('dialog');
    await expect(form.getByText('请补责任者').first()).toBeVisible();
    await form.getByLabel('责任者').fill('清河区民政局');
    await form.getByRole('button', { name: /^改好再交/ }).click();
    await said(page, '已再次提交');
  });
});

test('a record is found and opened in 2 clicks, and put right in 2 more', async ({ login, sessions }) => {
  const title = `关于渡口安全管理的意见${MARK}`;
  await catalogue(sessions, 'linjiang-civil.arch', 'linjiang-civil', [title]);
  const page = await atWorkbench(login, 'linjiang-civil.arch', 'linjiang-civil');
  await expectClicks(page, 2, async () => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^搜索档案/ })
      .click();
    await page.keyboard.type(title);
    const hit = page
      .getByRole('option', { name: title })
      .or(page.getByRole('link', { name: title }))
      .first();
    await expect(hit).toBeVisible();
    await hit.click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  });
  await expectClicks(page, 2, async () => {
    await page.getByRole('button', { name: '更正', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('责任者').fill('临江区民政局');
    await form.getByLabel('更正理由').fill('补责任者');
    await form.getByRole('button', { name: /^保存/ }).click();
    await said(page, '临江区民政局');
  });
});

test('who hands in once a year finds a record and opens it in 2 clicks', async ({ login, sessions }) => {
  const api = await apiOf(sessions, 'qinghe-civil.dept', 'qinghe-civil');
  const { rows } = (await api.query('archive.list', { limit: 1 })) as {
    rows: { referenceCode: string; title: string }[];
  };
  const { referenceCode = '', title = '' } = rows[0] ?? {};
  const page = await atWorkbench(login, 'qinghe-civil.dept', 'qinghe-civil');
  await expectClicks(page, 2, async () => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^搜索档案/ })
      .click();
    await page.keyboard.type(referenceCode);
    const hit = page.getByRole('option').or(page.getByRole('dialog').getByRole('link')).filter({ hasText: title });
    await expect(hit.first()).toBeVisible();
    await hit.first().click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  });
});

test('an original is lent at the counter in 3 clicks', async ({ login, sessions }) => {
  const api = await apiOf(sessions, 'qinghe-archives.dir', 'qinghe-archives');
  const { rows } = (await api.query('archive.list', { limit: 50 })) as {
    rows: { id: string; referenceCode: string }[];
  };
  const loans = (await api.query('loan.list', { limit: 200 })) as { rows: { itemId: string | null; state: string }[] };
  const out = new Set(loans.rows.filter((loan) => loan.state !== 'returned').map((loan) => loan.itemId));
  const code = rows.find((row) => !out.has(row.id))?.referenceCode ?? '';
  expect(code).not.toBe('');
  const reader = `吕知秋${MARK}`;
  const page = await atWorkbench(login, 'qinghe-archives.desk', 'qinghe-archives');
  await expectClicks(page, 3, async () => {
    await page.getByRole('link', { name: '登记借阅' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox').first().fill(code);
    await form.getByRole('combobox').first().press('Enter');
    await expect(form.getByText(code)).toBeVisible();
    await form.getByLabel('借阅人', { exact: true }).fill(reader);
    await form.getByLabel('借阅事由').fill('核对编研材料');
    await form.getByRole('button', { name: /^保存/ }).click();
    await said(page, '已借出');
  });
  await expect(page.getByRole('row').filter({ hasText: reader })).toHaveCount(1);
});

test('a year is boxed in 4 clicks', async ({ login, sessions }) => {
  await catalogue(sessions, 'linjiang-civil.arch', 'linjiang-civil', [`关于防汛物资的函${MARK}`]);
  const page = await atWorkbench(login, 'linjiang-civil.arch', 'linjiang-civil');
  await expectClicks(page, 4, async () => {
    await link(page, '库房').click();
    await page
      .getByRole('link', { name: /^未装盒/ })
      .first()
      .click();
    await page.getByRole('link', { name: '自动装盒' }).click();
    await page.getByRole('button', { name: '确认装盒' }).click();
    await said(page, /^已装 \d+ 盒/);
  });
});

test('a stock-take is reached in 4 clicks, and then only scanned', async ({ login }) => {
  const page = await atWorkbench(login, 'qinghe-water.arch', 'qinghe-water');
  await expectClicks(page, 4, async () => {
    await link(page, '库房').click();
    await page.getByRole('link', { name: '清点' }).first().click();
    await page
      .getByRole('link', { name: /库房清点/ })
      .first()
      .click();
    await page.getByRole('link', { name: /扫描/ }).first().click();
    await expect(page.getByRole('heading', { name: '清点扫描' })).toBeVisible();
  });
  // The field keeps the focus: a scanner types into it without a hand on the mouse.
  await page.keyboard.type('01K-01L-01J-01C\n');
  await expect(page.getByText('01K-01L-01J-01C').first()).toBeVisible();
  await page.keyboard.type('B9-999999\n');
  await said(page, '无登记');
});

test('what is due goes to the archives in 4 clicks, and is taken in there in 5', async ({ login }) => {
  const page = await atWorkbench(login, 'baisha.arch', 'baisha');
  await expectClicks(page, 4, async () => {
    await link(page, '移交进馆').click();
    await page.getByRole('row').filter({ hasText: '2015' }).getByRole('button', { name: '移交' }).click();
    await page.getByRole('button', { name: '签字并发送' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('到期开放意见').fill('自形成之日起满二十五年后可以开放。');
    await form.getByLabel('政府信息公开情况').fill('均已主动公开。');
    await form.getByLabel('密级变更情况').fill('无涉密文件。');
    await form.getByRole('button', { name: /^签字并发送/ }).click();
    await said(page, '已发送');
  });
  const archives = await atWorkbench(login, 'qinghe-archives.dir', 'qinghe-archives');
  await expectClicks(archives, 5, async () => {
    await link(archives, '接收征集').click();
    await archives.getByRole('listitem').filter({ hasText: '白沙' }).getByRole('button', { name: '开始审核' }).click();
    await archives.getByRole('button', { name: '接收全部合格' }).click();
    await archives.getByRole('button', { name: '办结' }).click();
    await archives.getByRole('dialog').getByRole('button', { name: /^办结/ }).click();
    await said(archives, '已办结，回执已发出');
  });
});

test('a register is kept by its form and by rows from Excel, and says what it said before', async ({ login }) => {
  const page = await atWorkbench(login, 'songling.arch', 'songling');
  const room = `二号库${MARK}`;
  await link(page, '台账').click();
  await page.getByRole('link', { name: '温湿度记录' }).click();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('日期')).toHaveValue(/^20\d\d-\d\d-\d\d$/);
  await form.getByLabel('库房').fill(room);
  await form.getByLabel('温度').fill('21.5');
  await form.getByLabel('相对湿度').fill('55');
  await form.getByRole('button', { name: '保存' }).click();
  await said(page, '已登记');
  await expect(page.getByRole('row').filter({ hasText: room })).toHaveCount(1);

  await page.getByText('批量登记', { exact: true }).click();
  await page.getByRole('button', { name: '从 Excel 粘贴' }).click();
  const block = (second: string) => `日期\t库房\t温度\t相对湿度\n2026.3.2\t${room}\t20\t50\n${second}`;
  const pasted = form.getByLabel('粘贴的内容');
  await pasted.fill(block(`昨天\t${room}\t很热\t51`));
  await expect(form.getByText('1 行有误，改好才能登记')).toBeVisible();
  await pasted.fill(block(`20260303\t${room}\t２０．５\t51％`));
  await expect(form.getByText('2 行可以登记')).toBeVisible();
  await form.getByRole('button', { name: '登记' }).click();
  await said(page, '已登记 2 条');

  await page.getByRole('row').filter({ hasText: '2026-03-03' }).getByRole('link').first().click();
  await page.getByRole('button', { name: '更正', exact: true }).click();
  await form.getByLabel('相对湿度').fill('52');
  await form.getByLabel('原因').fill('抄错了');
  await form.getByRole('button', { name: '保存' }).click();
  await said(page, '第 2 版');
  await expect(page.getByText('52 %')).toBeVisible();
  await expect(page.getByText('51 %')).toBeVisible();
});
