import type { Locator, Page } from '@playwright/test';
import { expectClicks, watchClicks } from '../support/clicks';
import { photograph, textOfPdf } from '../support/files';
import { expect, test } from '../support/fixtures';
import { expectSaid, INSPECTOR, type Plot } from './cast';

/** Shown, and its bytes have come: a broken picture is visible too. */
const expectPicture = async (picture: Locator): Promise<void> => {
  await expect(picture).toBeVisible();
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
};

const answer = async (plot: Plot): Promise<void> => {
  const { slug } = plot.units[0] ?? { slug: '' };
  const { page, visit } = await plot.cast(`${slug}.arch`);
  await watchClicks(page);
  await visit(`/w/${slug}`);
  await expectClicks(page, 3, () => answerFromWorkbench(plot, page));
};

/** To-do, answer, one click for the proof, hand in. */
const answerFromWorkbench = async (plot: Plot, page: Page): Promise<void> => {
  // A unit may have other demands; this one names its campaign.
  const demand = new RegExp(`整改.*${plot.mark}`);
  await page.getByRole('main').getByRole('link', { name: demand }).first().click();
  for (const words of [plot.fact, plot.record.code, 'A11']) await expect(page.getByRole('main')).toContainText(words);
  await expectPicture(page.getByRole('img', { name: '归档章.png' }));
  const form = page.getByRole('form', { name: '回复整改' });
  await form.getByLabel('整改措施').fill('已补盖归档章，重新核对 2023 年度件号。');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    form.getByText('选择文件', { exact: true }).click(),
  ]);
  await chooser.setFiles(photograph('补盖后.png', 160));
  await expect(form.getByText('补盖后.png')).toBeVisible();
  await form.getByRole('button', { name: /^提交整改/ }).click();
  await expectSaid(page, '已提交整改回复');
};

const verifyAndClose = async (plot: Plot): Promise<void> => {
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(plot.inspectionPath);
  const findings = page.getByRole('region', { name: '问题' });
  await expect(findings).toContainText('已补盖归档章');
  await expectPicture(findings.getByRole('img', { name: '补盖后.png' }));
  await findings.getByRole('button', { name: '通过' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox').first().fill('照片与原件相符，同意。');
  await drawer.getByRole('button', { name: /^通过/ }).click();
  await expectSaid(page, '已通过');
  await page.getByRole('button', { name: '办结', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('结论').fill(`检查中发现一处问题，已整改到位 ${plot.mark}`);
  await form.getByRole('button', { name: /^办结/ }).click();
  await expectSaid(page, /^已办结，检查记录/);
};

/** The record in the hands of both sides, with Chinese that a reader can search. */
const readRecord = async (plot: Plot): Promise<void> => {
  const unit = plot.units[0] ?? { slug: '', name: '' };
  const { page } = await plot.cast(INSPECTOR);
  const link = page.getByRole('link', { name: '检查记录 PDF' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const answered = await page.request.get((await link.getAttribute('href')) ?? '');
  const bytes = await answered.body();
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const text = (await textOfPdf(bytes)).replace(/\s/g, '');
  for (const words of [unit.name, '检查记录', plot.fact, '已整改到位']) {
    expect(text, 'the record is real text').toContain(words.replace(/\s/g, ''));
  }
  const { page: theirs, visit } = await plot.cast(`${unit.slug}.arch`);
  await visit(`/w/${unit.slug}/received?kind=inspection_record`);
  await theirs.getByRole('row').getByRole('link').first().click();
  await expect(theirs.getByRole('main')).toContainText('已整改到位');
};

/** With the inspection the grant has ended: for the same inspector the unit is no longer there. */
const expectGrantEnded = async (plot: Plot): Promise<void> => {
  const { slug, name } = plot.units[0] ?? { slug: '', name: '' };
  const { page, visit, visitRefused } = await plot.cast(INSPECTOR);
  await visitRefused(`/w/qinghe-bureau/granted/${slug}`);
  await visitRefused(`/w/qinghe-bureau/granted/${slug}/archives`);
  await visitRefused(`/w/qinghe-bureau/granted/${slug}/archives/${plot.record.id}`);
  await visit(plot.inspectionPath);
  await expect(page.getByText(`正在查阅 ${name} 的档案`)).toHaveCount(0);
};

export const settleFinding = async (plot: Plot): Promise<void> => {
  await test.step('the unit answers with a proof', () => answer(plot));
  await test.step('the inspector accepts it and closes', () => verifyAndClose(plot));
  await test.step('the record is a PDF of real Chinese text', () => readRecord(plot));
  await test.step('the grant has ended', () => expectGrantEnded(plot));
};
