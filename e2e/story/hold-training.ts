import { todayInShanghai } from '@/db/demo/calendar';
import { expectClicks, watchClicks } from '../support/clicks';
import { expect, test } from '../support/fixtures';
import { BUREAU, expectSaid, INSPECTOR, type Plot, textOf } from './cast';

const PEOPLE = (plot: Plot): { as: string; unit: Plot['units'][number] }[] =>
  plot.units.map((unit, index) => ({ as: `${unit.slug}.${index === 0 ? 'dept' : 'arch'}`, unit }));

const announce = async (plot: Plot): Promise<string> => {
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(`/w/${BUREAU}/training`);
  await page.getByRole('button', { name: '新建培训' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('培训名称').fill(`归档文件整理实务班 ${plot.mark}`);
  await form.getByLabel('日期').fill(todayInShanghai());
  await form.getByLabel('地点').fill('区行政中心三楼会议室');
  await form.getByLabel('学时').fill('4');
  await form.getByRole('button', { name: /^保存/ }).click();
  await expectSaid(page, '已新建培训');
  await expect(page.getByRole('heading', { level: 1, name: plot.mark })).toBeVisible();
  await page.getByRole('button', { name: '发培训通知' }).click();
  const invite = page.getByRole('dialog');
  for (const { name } of plot.units) await invite.getByLabel(name).check();
  await invite.getByRole('button', { name: /^发培训通知/ }).click();
  await expectSaid(page, /^已通知 2 家/);
  await page.getByRole('button', { name: '开始签到' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开始签到' }).click();
  await expectSaid(page, '已开始签到');
  await page.getByRole('button', { name: '显示签到码' }).click();
  const code = await textOf(page.getByRole('dialog').getByText(/^\d{6}$/));
  await page.keyboard.press('Escape');
  return code;
};

const checkIn = async (plot: Plot, code: string): Promise<void> => {
  for (const { as, unit } of PEOPLE(plot)) {
    const { page, visit } = await plot.cast(as);
    await watchClicks(page);
    await visit(`/w/${unit.slug}`);
    await expectClicks(page, 2, async () => {
      await page.getByRole('navigation').getByRole('link', { name: '培训' }).first().click();
      const notice = page.getByRole('listitem').filter({ hasText: plot.mark });
      await notice.getByLabel('现场签到码').fill(code);
      await notice.getByRole('button', { name: '签到' }).click();
      await expectSaid(page, /已签到/);
    });
  }
};

const takeIn = async (plot: Plot): Promise<void> => {
  const { page } = await plot.cast(INSPECTOR);
  await page.reload();
  await page.getByRole('button', { name: '收进名单' }).click();
  await expectSaid(page, '已收进名单');
  for (const { name } of plot.units) await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
  await page.getByRole('button', { name: '结束培训' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束培训' }).click();
  await expectSaid(page, '培训已结束');
};

export const holdTraining = async (plot: Plot): Promise<void> => {
  let code = '';
  await test.step('the bureau registers a session, invites two units and opens the door', async () => {
    code = await announce(plot);
  });
  await test.step('people of both units check in', () => checkIn(plot, code));
  await test.step('they stand in the list', () => takeIn(plot));
};
