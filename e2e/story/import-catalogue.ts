import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectClicks, watchClicks } from '../support/clicks';
import { documentsWorkbook, type NamedFile } from '../support/files';
import { expect, test } from '../support/fixtures';
import { makeWorkbook } from '../workbooks/make-workbook';
import { type Plot, textOf } from './cast';

const ARCHIVIST = 'liuxi.arch';
const FILING_MS = 120_000;
/** Fewer when it is told again: beyond 10,000 rows a list says no exact number. */
const rowsOf = ({ telling }: Pick<Plot, 'telling'>): number => (telling === 0 ? 5_000 : 2_000);
const WRONG = 40;
/** Before the years that the district already has, so that no code is taken. */
const LAST_YEAR = 2019;
/** A workbook goes back over as many. */
const YEARS = 5;

/** From the workbench to filed rows. */
const importFile = async (page: Page, file: NamedFile, onPreview: () => Promise<void>): Promise<void> => {
  await page.getByRole('link', { name: '导入目录' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '选择文件' }).last().click(),
  ]);
  await chooser.setFiles(file);
  const submit = page.getByRole('button', { name: /^提交归档/ });
  await expect(submit).toBeEnabled({ timeout: FILING_MS });
  await onPreview();
  await submit.click();
  await page.getByRole('dialog').getByRole('button', { name: /^归档/ }).click();
  await expect(page.getByText(/^已归档 [\d,]+ 件$/)).toBeVisible({ timeout: FILING_MS });
};

const figureOf = async (page: Page, label: string): Promise<number> => {
  const figures = page.getByLabel('本批结果');
  const text = await textOf(figures.locator('> *').filter({ hasText: label }).first());
  return Number(text.replace(/[^\d]/g, ''));
};

const importDocuments = async ({ cast, mark }: Plot): Promise<void> => {
  const { page, visit } = await cast(ARCHIVIST);
  const { titles, ...file } = await documentsWorkbook(`（${mark}）`);
  await watchClicks(page);
  await visit('/w/liuxi');
  await expectClicks(page, 4, () =>
    importFile(page, file, async () => {
      expect(await figureOf(page, '读到')).toBe(titles.length);
      expect(await figureOf(page, '有误')).toBe(0);
      await expect(page.getByText('归档时给号').first()).toBeVisible();
    }),
  );
  await page.getByRole('navigation', { name: '问题分类' }).getByRole('link', { name: /^全部/ }).click();
  const codes = page.getByRole('table').getByRole('link', { name: /^C012-WS/ });
  await expect(codes).toHaveCount(titles.length);
  const numbered = await codes.allTextContents();
  expect(new Set(numbered).size).toBe(titles.length);
  for (const code of numbered) expect(code).toMatch(/^C012-WS·2023-(Y|D30|D10)-[A-Z]{3}-\d{4}$/);
};

const search = async (page: Page, text: string): Promise<void> => {
  const box = page.getByRole('main').getByRole('searchbox').last();
  await box.fill(text);
  await box.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(text).replace(/[()]/g, '.+')}`));
};

const findThem = async ({ cast }: Plot): Promise<void> => {
  const { page, visit } = await cast(ARCHIVIST);
  const row = (title: string) => page.getByRole('row').filter({ hasText: title });
  for (const [text, title] of [
    ['泵站', '关于要求批准柳溪片区排涝泵站更新改造工程可行性研究报告的请示'],
    ['清水发〔2023〕1号', '清河区水利局关于印发2023年工作要点的通知'],
    ['清水发(2023)1号', '清河区水利局关于印发2023年工作要点的通知'],
    ['清水发[2023]1号', '清河区水利局关于印发2023年工作要点的通知'],
  ] as const) {
    await visit('/w/liuxi/archives');
    await search(page, text);
    await expect(row(title).first(), `${text} finds it`).toBeVisible();
    await expect(row('森林防火').filter({ hasNotText: text.slice(0, 2) }), `${text} finds no others`).toHaveCount(0);
  }
};

const importLarge = async ({ cast, telling }: Plot): Promise<void> => {
  const { page, visit } = await cast(ARCHIVIST);
  const rows = rowsOf({ telling });
  const out = path.join(tmpdir(), `lantai-e2e-${process.pid}.xlsx`);
  const { planted } = await makeWorkbook({
    rows,
    wrong: WRONG,
    fondsNumber: 'C012',
    lastYear: LAST_YEAR - YEARS * telling,
    seed: 7,
    out,
  });
  const file = {
    name: '历年目录.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await readFile(out),
  };
  let wrong = 0;
  let batch = '';
  await visit('/w/liuxi');
  await importFile(page, file, async () => {
    batch = page.url();
    expect(await figureOf(page, '读到')).toBe(rows);
    wrong = await figureOf(page, '有误');
    expect(wrong).toBeGreaterThan(WRONG / 2);
    for (const { code, rowNumber } of planted) {
      const chip = new URL(batch);
      chip.search = `?rows=all&problem=${code}`;
      if (page.url() !== chip.href) await visit(chip.href);
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: String(rowNumber), exact: true }) });
      await expect.soft(row.getByRole('listitem').first(), `row ${rowNumber} says why (${code})`).not.toBeEmpty();
    }
    await visit(batch);
  });
  expect(await figureOf(page, '已归档')).toBe(rows - wrong);
  await expect(page.getByRole('button', { name: '错误清单' })).toBeVisible();
  // Who has gone on to other work is told, once, and finds the result.
  await visit('/w/liuxi');
  const told = page.locator(`a[href="${new URL(batch).pathname}"]`).filter({ hasText: '导入归档已完成' });
  await expect(told).toHaveCount(1);
};

export const importCatalogue = async (plot: Plot): Promise<void> => {
  await test.step('documents without codes are previewed, filed and numbered in four clicks', () =>
    importDocuments(plot));
  await test.step('they are found by two characters and by a number in either kind of brackets', () => findThem(plot));
  await test.step('of thousands of rows the wrong ones say why and the good ones are filed', () => importLarge(plot));
};
