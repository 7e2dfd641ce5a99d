import { expect, it } from 'vitest';
import { unzip } from '@/db/testing/unzip';
import type { PrintedReport } from './printed-report.ts';
import { renderReportDocx } from './report-docx.ts';
import { renderReportPdf } from './report-pdf.ts';

const pagesOf = async (pdf: Buffer): Promise<string[][]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    const lines = new Map<number, string>();
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const y = Math.round(item.transform[5]);
      lines.set(y, `${lines.get(y) ?? ''}${item.str}`);
    }
    pages.push([...lines.values()]);
  }
  await document.destroy();
  return pages;
};

const report = (overrides: Partial<PrintedReport> = {}): PrintedReport => ({
  title: '清河区水利局2025年度档案工作总结',
  unitName: '清河区水利局',
  addressee: '区档案局',
  draftNote: null,
  chapters: [
    { level: 1, heading: '一、2025年工作总结', paragraphs: ['全年归档文书档案1234件，接待利用者312人次。'] },
    { level: 2, heading: '（一）严格落实责任', paragraphs: [`${'档案工作按期完成'.repeat(60)}。`] },
    { level: 3, heading: '一是丰富资源', paragraphs: [] },
  ],
  signedOnText: '2026年1月5日',
  figures: [{ code: 'S0-01', name: '文书档案件数', value: '1234件', period: '2025-01-01 至 2025-12-31', rows: '1234' }],
  figuresNote: '数据截至2025年12月31日',
  ...overrides,
});

it('writes Word with real headings, a table and page numbers', async () => {
  const parts = unzip(await renderReportDocx(report()));
  const body = parts.get('word/document.xml') ?? '';
  const styled = (style: string) =>
    [...body.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gsu)]
      .map(([paragraph]) => paragraph)
      .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
      .map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map((run) => run[1]).join(''));
  expect(styled('Title')).toEqual(['清河区水利局2025年度档案工作总结']);
  expect(styled('Heading1')).toEqual(['一、2025年工作总结', '附：本文数据一览']);
  expect(styled('Heading2')).toEqual(['（一）严格落实责任']);
  expect(styled('Heading3')).toEqual(['一是丰富资源']);
  expect(styled('ReportAddressee')).toEqual(['区档案局：']);
  expect(styled('ReportSignature')).toEqual(['清河区水利局', '2026年1月5日']);
  expect(body).toContain('全年归档文书档案1234件，接待利用者312人次。');
  expect(body.match(/<w:tbl>/gu)).toHaveLength(1);
  // 37 mm above, 28 mm at the left, A4.
  expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
  expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u);
  const styles = parts.get('word/styles.xml') ?? '';
  for (const name of ['公文正文', '公文主送', '公文落款']) expect(styles).toContain(name);
  const footers = [...parts].filter(([name]) => name.startsWith('word/footer')).map(([, xml]) => xml);
  expect(footers).toHaveLength(2);
  for (const footer of footers) expect(footer).toContain('PAGE');
});

it('says in the text of a draft that it is one, and leaves the table out where it is not wanted', async () => {
  const draft = report({ draftNote: '（未定稿）', figures: [] });
  const body = unzip(await renderReportDocx(draft)).get('word/document.xml') ?? '';
  expect(body).toContain('（未定稿）');
  expect(body).not.toContain('<w:tbl>');
  expect((await pagesOf(await renderReportPdf(draft))).flat().join('')).toContain('（未定稿）');
});

it('prints a PDF of 28 characters and 22 lines, with text that can be read', async () => {
  const pages = await pagesOf(await renderReportPdf(report()));
  const text = pages.flat().join('').replace(/\s/gu, '');
  for (const words of ['清河区水利局2025年度档案工作总结', '区档案局：', '1234件', '312人次', '2026年1月5日'])
    expect(text).toContain(words);
  const full = pages
    .flat()
    .filter((line) => /^(?:档案工作按期完成)+/u.test(line.slice(1)) || line.includes('按期完成档案'));
  expect(Math.max(...full.map((line) => Array.from(line.trim()).length))).toBe(28);
  expect(pages[0]?.at(-1)?.replace(/\s/gu, '')).toBe('—1—');
  // 22 lines and the number.
  for (const page of pages.slice(0, -1)) expect(page.length).toBeLessThanOrEqual(23);
  expect(pages.at(-1)?.join('')).toContain('附：本文数据一览');
});
