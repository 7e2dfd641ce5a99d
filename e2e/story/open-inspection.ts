import { spawnSync } from 'node:child_process';
import { expect, test } from '../support/fixtures';
import { ROOT } from '../support/processes';
import { BUREAU, expectSaid, INSPECTOR, type Plot, textOf } from './cast';

const UNITS = 2;

const openCampaign = async (plot: Plot): Promise<void> => {
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(`/w/${BUREAU}/inspections`);
  await page.getByRole('button', { name: '新建检查批次' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('批次名称').fill(`区直机关档案执法检查 ${plot.mark}`);
  await form.getByLabel('检查种类').selectOption({ label: '执法检查' });
  await form.getByLabel('检查对象').selectOption({ label: '区直机关' });
  await form.getByLabel('检查表').selectOption({ label: '机关检查表' });
  await form.getByLabel('产生方式').selectOption({ label: '随机抽取' });
  await form.getByRole('button', { name: /^保存/ }).click();
  await expectSaid(page, '已新建检查批次');
  await expect(page.getByRole('heading', { level: 1, name: plot.mark })).toBeVisible();
  plot.campaignPath = new URL(page.url()).pathname;
};

/** The draw, and what is printed of it. */
const draw = async (plot: Plot): Promise<string> => {
  const { page } = await plot.cast(INSPECTOR);
  const form = page.getByRole('dialog');
  await form.getByLabel('抽取几家').fill(String(UNITS));
  await form.getByLabel('每家几名检查人员').fill('2');
  await form.getByRole('button', { name: /^抽取/ }).click();
  await expectSaid(page, '抽取结果已确定');
  const record = page.getByRole('region', { name: '抽取记录' });
  const seed = await textOf(record.getByText(/^[0-9a-f]{64}$/));
  await record.getByText(/^名录 \d+ 家$/).click();
  const drawn = record.getByRole('listitem').filter({ hasText: '已抽中' });
  await expect(drawn).toHaveCount(UNITS);
  for (const line of await drawn.allTextContents()) {
    const slug = /qinghe-[a-z]+/.exec(line)?.[0] ?? '';
    plot.units.push({ slug, name: line.slice(0, line.indexOf(slug)).trim() });
  }
  return seed;
};

const sendNotices = async (plot: Plot): Promise<void> => {
  const { page } = await plot.cast(INSPECTOR);
  await page.getByRole('button', { name: '发检查通知书' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('检查事由').fill(`年度执法检查 ${plot.mark}`);
  await form.getByLabel('联系人与电话').fill('监督指导科 8600-1234');
  await form.getByRole('button', { name: /^发检查通知书/ }).click();
  await expectSaid(page, `已发通知书 ${UNITS} 份`);
  for (const { name } of plot.units) await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
};

interface Notice {
  notice: { draw: unknown };
}

/** Each unit finds the notice among its to-dos, signs for it, and can repeat the draw from what it prints. */
const receive = async (plot: Plot, unit: Plot['units'][number], seed: string): Promise<void> => {
  const { page, visit } = await plot.cast(`${unit.slug}.arch`);
  await visit(`/w/${unit.slug}/todo`);
  await page.getByRole('link', { name: plot.mark }).first().click();
  await page.getByRole('button', { name: '签收' }).click();
  await expectSaid(page, '已签收');
  await expect(page.getByRole('main')).toContainText(`年度执法检查 ${plot.mark}`);
  await page.getByText('抽取记录').first().click();
  await expect(page.getByText(seed).first()).toBeVisible();
  const dispatchId = page.url().split('/').at(-1);
  const input = encodeURIComponent(JSON.stringify({ dispatchId }));
  const answer = await page.request.get(`/w/${unit.slug}/trpc/inspection.receivedById?input=${input}`);
  const { notice } = ((await answer.json()) as { result: { data: Notice } }).result.data;
  const verdict = spawnSync(process.execPath, ['server/cli/verify-draw.mjs', '-'], {
    cwd: ROOT,
    input: JSON.stringify(notice.draw),
    encoding: 'utf8',
  });
  expect(verdict.status, verdict.stdout + verdict.stderr).toBe(0);
  const { drawn } = JSON.parse(verdict.stdout) as { drawn: string[] };
  expect([...drawn].sort()).toEqual(plot.units.map(({ slug }) => slug).sort());
  await visit(`/w/${unit.slug}/grants`);
  await expect(
    page.getByRole('row').filter({ hasText: '清河区档案局' }).filter({ hasText: '有效' }).first(),
  ).toBeVisible();
};

export const openInspection = async (plot: Plot): Promise<void> => {
  let seed = '';
  await test.step('a campaign is opened', () => openCampaign(plot));
  await test.step('two units are drawn at random', async () => {
    seed = await draw(plot);
  });
  await test.step('the notices go out', () => sendNotices(plot));
  for (const unit of plot.units) {
    await test.step(`${unit.slug} has it as a to-do, repeats the draw, and sees the grant`, () =>
      receive(plot, unit, seed));
  }
};
