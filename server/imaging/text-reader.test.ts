import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { afterAll, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { createTextReader } from './text-reader.ts';

const folder = tempFolder('texts');
const reader = createTextReader();
afterAll(reader.close);

/** Written by LibreOffice in the formats of Office 97. */
const sample = (name: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, gunzipSync(readFileSync(new URL(`./testing/${name}.gz`, import.meta.url))));
  return file;
};

it('reads Word, Excel and PowerPoint of the time before 2007 without LibreOffice', async () => {
  const [letter = ''] = await reader.documentTexts(sample('letter.doc'), 'application/msword');
  expect(letter.split('\n')).toEqual([
    '关于做好森林防火工作的通知',
    '各村民委员会：ABC 2024 森林防火责任书',
    '鸡公山林场护林员名册〇𠮷',
  ]);
  const [table = ''] = await reader.documentTexts(sample('table.xls'), 'application/vnd.ms-excel');
  expect(table.split('\n')[0]).toBe('序号\t题名\t日期');
  expect(table).toContain('水库除险加固批复');
  const slides = await reader.documentTexts(sample('slides.ppt'), 'application/vnd.ms-powerpoint');
  expect(slides).toEqual(['防汛演练汇报', 'second 第二页物资储备']);
}, 60_000);

it('refuses what is cut or claims to be something else, and goes on', async () => {
  const whole = gunzipSync(readFileSync(new URL('./testing/letter.doc.gz', import.meta.url)));
  const file = path.join(folder, 'broken.doc');
  for (const cut of [0, 600, 3_000]) {
    writeFileSync(file, whole.subarray(0, cut));
    await expect(reader.documentTexts(file, 'application/msword')).rejects.toMatchObject({ name: 'ChildFailure' });
  }
  await expect(reader.documentTexts(sample('table.xls'), 'application/msword')).rejects.toMatchObject({
    kind: 'failed',
  });
  expect(await reader.documentTexts(sample('letter.doc'), 'application/msword')).toHaveLength(1);
}, 60_000);

it('gives the lines of a PDF with the places where they stand on the page', async () => {
  const file = path.join(folder, 'letter.pdf');
  const document = new PDFDocument({ size: [600, 800], margin: 0 });
  const bytes: Buffer[] = [];
  document.on('data', (chunk: Buffer) => bytes.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.fontSize(20).text('Notice on fire prevention', 60, 100).text('To all villages', 60, 200).addPage().end();
  await ended;
  writeFileSync(file, Buffer.concat(bytes));
  const [first, second] = await reader.pdfLayers(file, 1, 9);
  expect(first).toMatchObject({ width: 600, height: 800 });
  expect(first?.lines.map((line) => line.text.trim())).toEqual(['Notice on fire prevention', 'To all villages']);
  const [from, , to] = first?.lines[0]?.quad ?? [];
  expect(from?.x).toBeCloseTo(60, 0);
  expect(from?.y).toBeGreaterThan(90);
  expect(to?.y).toBeLessThan(130);
  for (const line of first?.lines ?? []) expect(line.positions).toHaveLength(Array.from(line.text).length);
  expect(second).toMatchObject({ text: '', lines: [] });
}, 60_000);
