import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { openApi } from './support/api';
import { documentsWorkbook, type NamedFile } from './support/files';
import { expect, test } from './support/fixtures';
import { theWorld } from './support/world';
import { HOSTILE_WORKBOOKS } from './workbooks/hostile-workbooks';

/*
 * What leaves the catalogue as a workbook comes back as differences that are seen before they count; what must not come
 * in does not; and two people at one record see each other.
 */
const ARCHIVIST = 'linjiang-water.arch';
const SLUG = 'linjiang-water';
const YEAR = '2024';
const WORK_MS = 90_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MARK = `核${Date.now() % 100_000}`;

const choose = async (page: Page, file: NamedFile): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '选择文件' }).last().click(),
  ]);
  await chooser.setFiles(file);
};

/** Edits two rows of the workbook as a person would at home, and answers their codes. */
const editOffline = async (bytes: Buffer): Promise<{ file: NamedFile; codes: string[] }> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('the workbook has no sheet');
  let head = 1;
  while (!(sheet.getRow(head).values as unknown[]).includes('题名')) head += 1;
  const columns = sheet.getRow(head).values as unknown[];
  const [code, remarks] = [columns.indexOf('档号'), columns.indexOf('备注')];
  const codes: string[] = [];
  for (const row of [head + 1, head + 2]) {
    codes.push(sheet.getRow(row).getCell(code).text);
    sheet.getRow(row).getCell(remarks).value = `${MARK}号`;
  }
  return {
    codes,
    file: { name: '离线修改.xlsx', mimeType: XLSX, buffer: Buffer.from(await workbook.xlsx.writeBuffer()) },
  };
};

test('an edited export comes back as differences, and counts when it is told to', async ({ login }) => {
  const { page, visit } = await login(ARCHIVIST);
  await visit(`/w/${SLUG}/archives?year=${YEAR}`);
  await page.getByRole('button', { name: '导出修改' }).click();
  const ready = page.getByRole('link', { name: '下载修改用表' });
  await expect(ready).toBeVisible({ timeout: WORK_MS });
  const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
  const { file, codes } = await editOffline(await readFile(await download.path()));

  await visit(`/w/${SLUG}/archives/import`);
  await choose(page, file);
  const apply = page.getByRole('button', { name: '登记更正 2 件' });
  await expect(apply).toBeVisible({ timeout: WORK_MS });
  for (const code of codes) {
    await expect(page.getByRole('row').filter({ hasText: code }).locator('ins')).toHaveText(`${MARK}号`);
  }
  await apply.click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox').fill('离线核对后补备注');
  await form.getByRole('button', { name: /^登记更正/ }).click();
  await expect(page.getByText('已更正 2 件').first()).toBeVisible({ timeout: WORK_MS });
  await visit(`/w/${SLUG}/archives?q=${encodeURIComponent(MARK)}`);
  await expect(page.getByRole('row').filter({ has: page.getByRole('link', { name: codes[0] }) })).toHaveCount(1);
});

test('a whole import is undone', async ({ login }) => {
  const { page, visit } = await login(ARCHIVIST);
  const { titles, ...file } = await documentsWorkbook();
  await visit(`/w/${SLUG}/archives/import`);
  await choose(page, file);
  const submit = page.getByRole('button', { name: /^提交归档/ });
  await expect(submit).toBeEnabled({ timeout: WORK_MS });
  await submit.click();
  await page.getByRole('dialog').getByRole('button', { name: /^归档/ }).click();
  await expect(page.getByText(`已归档 ${titles.length} 件`)).toBeVisible({ timeout: WORK_MS });
  const found = page.getByRole('row').filter({ hasText: titles[0] });
  const list = `/w/${SLUG}/archives?q=${encodeURIComponent(titles[0] ?? '')}`;
  const batch = page.url();
  await visit(list);
  await expect(found).toHaveCount(1);
  await visit(batch);
  await page.getByRole('button', { name: '撤销导入' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `撤销 ${titles.length} 件` })
    .click();
  await expect(page.getByText(`已撤销 ${titles.length} 件`).first()).toBeVisible({ timeout: WORK_MS });
  await visit(list);
  await expect(found).toHaveCount(0);
});

test('a hostile workbook is refused in words, and nothing of it stays', async ({ login }) => {
  const { page, visit } = await login(ARCHIVIST);
  const bomb = HOSTILE_WORKBOOKS.find(({ name }) => name === 'ten gigabytes declared');
  if (!bomb) throw new Error('the workbook is gone');
  await visit(`/w/${SLUG}/archives/import`);
  await choose(page, { name: '历年目录.xlsx', mimeType: XLSX, buffer: Buffer.from(bomb.make()) });
  const main = page.getByRole('main');
  await expect(main.getByText('这个文件没有读成')).toBeVisible({ timeout: 10_000 });
  await expect(main.getByText('没有导入任何一行')).toBeVisible();
  await expect(page.getByRole('button', { name: /^提交归档/ })).toHaveCount(0);
});

test('two people at one record see each other and overwrite nothing', async ({ login, sessions }) => {
  const api = openApi(theWorld().district, await sessions.cookieOf(ARCHIVIST), SLUG);
  const [fonds] = (await api.query('archive.fonds')) as { id: string }[];
  const item = { fondsId: fonds?.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'D10', orgCode: 'BGS' };
  const { id } = (await api.mutate('archive.create', { ...item, title: `关于河道巡查的通知${MARK}` })) as {
    id: string;
  };
  const [first, second] = [await login(ARCHIVIST), await login(ARCHIVIST)];
  for (const { page, visit } of [first, second]) {
    await visit(`/w/${SLUG}/archives/${id}`);
    await page.getByRole('button', { name: '更正', exact: true }).click();
    await page.getByRole('dialog').getByLabel('更正理由').fill('核对原件');
  }
  const fill = (page: Page, label: string, text: string) => page.getByRole('dialog').getByLabel(label).fill(text);
  const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /^保存/ }).click();
  await fill(first.page, '责任者', '河道管理所');
  await fill(first.page, '备注', '甲改的备注');
  await save(first.page);
  await expect(first.page.getByText('甲改的备注').first()).toBeVisible();
  await fill(second.page, '文号', `临水〔2024〕${MARK.slice(1)}号`);
  await fill(second.page, '备注', '乙改的备注');
  await save(second.page);
  const note = second.page.getByRole('alert').filter({ hasText: '改过这条记录' });
  for (const words of ['河道管理所', '甲改的备注', '乙改的备注']) await expect(note).toContainText(words);
  await save(second.page);
  await expect(second.page.getByRole('dialog')).toHaveCount(0);
  const { item: now } = (await api.query('archive.byId', { id })) as { item: Record<string, string> };
  expect(now).toMatchObject({ responsibleParty: '河道管理所', remarks: '乙改的备注' });
  // The browser reports the refusal that the test is about.
  second.tolerate(/409/);
});
