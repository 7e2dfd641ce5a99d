import type { Page } from '@playwright/test';
import { plusDays, todayInShanghai } from '@/db/demo/calendar';
import { photograph } from '../support/files';
import { expect, test } from '../support/fixtures';
import { expectSaid, INSPECTOR, type Plot, textOf } from './cast';

/** Soon, so that it stands among the first to-dos of a unit that has many. */
const DAYS_TO_MEND = 8;

const inspected = (plot: Plot): Plot['units'][number] => plot.units[0] ?? { slug: '', name: '' };

/** Counts the reads under the grant that a page asks for, so that the unit's log can be held against them. */
const countReads = (page: Page): { reads: number } => {
  const counted = { reads: 0 };
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const called = pathname.split('/trpc/')[1]?.split(',') ?? [];
    if (response.ok()) counted.reads += called.filter((name) => /^archive\.granted(List|ById)$/.test(name)).length;
  });
  return counted;
};

/** The inspector's desk: checklist at the left, the unit's catalogue in the middle, the finding at the right. */
const pinFinding = async (plot: Plot): Promise<number> => {
  const unit = inspected(plot);
  const { page, visit } = await plot.cast(INSPECTOR);
  const counted = countReads(page);
  await visit(plot.campaignPath);
  await page.getByRole('row').filter({ hasText: unit.name }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: unit.name })).toBeVisible();
  plot.inspectionPath = new URL(page.url()).pathname;
  await expect(page.getByText(`正在查阅 ${unit.name} 的档案`)).toBeVisible();
  await expect(page.getByText(`年度执法检查 ${plot.mark}`).first()).toBeVisible();
  await expect(page.getByText(/还剩 \d+ 天/).first()).toBeVisible();

  await page.getByRole('link', { name: /A11/ }).click();
  await expect(page).toHaveURL(/[?&]item=A11/);
  const catalogue = page.getByRole('region', { name: '目录', exact: true });
  const words = catalogue.getByRole('searchbox');
  await words.fill('通知');
  await words.press('Enter');
  await expect(catalogue.getByRole('link', { name: /^[A-Z0-9]+-(?!WS·)/ })).toHaveCount(0);
  await catalogue.getByRole('link', { name: /-WS·/ }).first().click();
  await expect(page).toHaveURL(/[?&]record=/);
  plot.record.id = new URL(page.url()).searchParams.get('record') ?? '';
  const record = page.getByRole('region', { name: '档案条目' });
  plot.record.code = await textOf(record.getByText(/^[A-Z]\d{3}-WS·\S+$/).first());
  await record.getByRole('button', { name: '用作证据' }).click();
  await expect(record.getByRole('button', { name: /^关联/ })).toBeVisible();

  const form = page.getByRole('form', { name: '登记问题' });
  plot.fact = `件号与目录不符，归档章漏盖 ${plot.mark}`;
  await form.getByRole('radio', { name: '一般' }).check();
  await form.getByLabel('事实').fill(plot.fact);
  await form.getByLabel('依据').fill('DA/T 22—2015 归档文件整理规则');
  await form.getByLabel('整改要求').fill('补盖归档章，核对本年度全部件号。');
  await form.getByLabel('整改期限').fill(plusDays(todayInShanghai(), DAYS_TO_MEND));
  await form.getByLabel('选择文件').setInputFiles(photograph('归档章.png', 90));
  await expect(form.getByText('归档章.png')).toBeVisible();
  await form.getByRole('button', { name: /^存为草稿/ }).click();
  await expectSaid(page, '已登记第 1 条');
  await page.getByRole('button', { name: '下发 1 条' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('1');
  await dialog.getByRole('button', { name: '下发 1 条' }).click();
  await expectSaid(page, '已下发 1 份');
  const issued = page.getByRole('region', { name: '问题' });
  for (const words of [plot.fact, plot.record.code, 'A11']) await expect(issued).toContainText(words);
  return counted.reads;
};

/** The unit reads, beside the grant and in its own log, who looked at what. */
const expectLogged = async (plot: Plot, reads: number): Promise<void> => {
  const unit = inspected(plot);
  expect(reads, 'the inspector has listed, searched and opened').toBeGreaterThanOrEqual(3);
  const { page: theirs, visit: go } = await plot.cast(`${unit.slug}.arch`);
  await go(`/w/${unit.slug}/grants`);
  await theirs.getByRole('row').filter({ hasText: plot.mark }).getByRole('link').first().click();
  const looks = theirs
    .getByRole('table', { name: '查看记录' })
    .getByRole('row')
    .filter({ hasText: /\d{2}:\d{2}/ });
  // Taking a record as evidence reads it once more.
  await expect(looks).toHaveCount(reads + 1);
  for (const [act, times] of [
    ['浏览目录', 1],
    ['检索目录', 1],
    ['查看档案', reads - 2],
    ['固定证据', 1],
  ] as const) {
    await expect(looks.filter({ hasText: act }), act).toHaveCount(times);
  }
  await expect(looks.filter({ hasText: '固定证据' })).toContainText(plot.record.code);

  const { page, visit } = await plot.cast(`${unit.slug}.audit`);
  await visit(`/w/${unit.slug}/audit?grant=yes`);
  const events = page.getByRole('row').filter({ hasText: '清河区档案局' }).filter({ hasText: plot.record.code });
  for (const act of ['查看档案', '固定证据']) await expect(events.filter({ hasText: act }).first()).toBeVisible();
};

/** Who has no grant gets one answer: not found. */
const refuseStrangers = async (plot: Plot): Promise<void> => {
  const { slug } = inspected(plot);
  const inspection = plot.inspectionPath.split('/').slice(3).join('/');
  for (const [as, home] of [
    ['linjiang-bureau.insp1', 'linjiang-bureau'],
    ['songling.arch', 'songling'],
  ] as const) {
    const { visitRefused } = await plot.cast(as);
    await visitRefused(`/w/${slug}/archives`);
    await visitRefused(`/w/${home}/granted/${slug}`);
    await visitRefused(`/w/${home}/granted/${slug}/archives`);
    await visitRefused(`/w/${home}/granted/${slug}/archives/${plot.record.id}`);
    await visitRefused(`/w/${home}/archives/${plot.record.id}`);
    await visitRefused(`/w/${home}/${inspection}`);
    await visitRefused(plot.inspectionPath);
  }
};

export const inspectUnit = async (plot: Plot): Promise<void> => {
  let reads = 0;
  await test.step('the inspector reads under the grant, pins a finding with a photo and issues it', async () => {
    reads = await pinFinding(plot);
  });
  await test.step("the unit's log shows every read", () => expectLogged(plot, reads));
  await test.step('another bureau and a sister township find nothing', () => refuseStrangers(plot));
};
