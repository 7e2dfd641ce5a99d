import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type RecordDocument, renderRecordPdf } from './pdf.ts';

/** The text of each page as a reader or a search would see it, without spaces (the place of a line break is free). */
const pagesOf = async (pdf: Buffer): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    pages.push(
      content.items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, ''),
    );
  }
  await document.destroy();
  return pages;
};

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
/** A picture of one red dot. */
const redDot = (): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 200, 0, 0]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
};

const record = (overrides: Partial<RecordDocument> = {}): RecordDocument => ({
  title: '档案行政检查记录',
  documentNumber: '兰档检〔2026〕3号',
  unitName: '兰台县档案局',
  sections: [
    {
      kind: 'facts',
      rows: [
        { label: '被检查单位', value: '青石镇人民政府' },
        { label: '检查日期', value: '2026年11月20日' },
        { label: '检查人员', value: '周某、吴某' },
      ],
    },
    {
      kind: 'table',
      heading: '检查事项',
      columns: [
        { title: '序号', width: 1, align: 'center' },
        { title: '检查内容', width: 6 },
        { title: '结果', width: 2 },
      ],
      rows: [['1', '建立健全档案工作责任制，明确管理档案的机构或者指定人员', '符合']],
    },
    { kind: 'text', heading: '检查意见', paragraphs: ['库房未配备温湿度记录设备，请于三十日内整改。'] },
    { kind: 'images', heading: '现场照片', images: [{ bytes: redDot(), caption: '图一 库房门口' }] },
    { kind: 'signatures', labels: ['检查人员', '被检查单位负责人'] },
  ],
  ...overrides,
});

describe('renderRecordPdf', () => {
  it('prints Chinese as text that can be searched and copied', async () => {
    const [page = ''] = await pagesOf(await renderRecordPdf(record()));
    for (const text of ['档案行政检查记录', '兰档检〔2026〕3号', '兰台县档案局', '青石镇人民政府', '周某、吴某']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('建立健全档案工作责任制，明确管理档案的机构或者指定人员');
    expect(page).toContain('库房未配备温湿度记录设备，请于三十日内整改。');
    expect(page).toContain('图一库房门口');
    expect(page).toContain('第1页共1页');
  });

  it('takes only the signs that are used into the file', async () => {
    expect((await renderRecordPdf(record())).length).toBeLessThan(120_000);
  });

  it('repeats the header of a table and loses no row over many pages', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => [
      String(n + 1),
      `第${n + 1}项内容，${'长'.repeat(n % 90)}尾`,
      '符合',
    ]);
    const columns = [
      { title: '序号', width: 1 },
      { title: '检查内容', width: 6 },
      { title: '结果', width: 2 },
    ];
    const pages = await pagesOf(await renderRecordPdf(record({ sections: [{ kind: 'table', columns, rows }] })));
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('序号检查内容结果');
      expect(page).toContain(`第${index + 1}页共${pages.length}页`);
    }
    const all = pages.join('');
    for (const [number, content] of rows) expect(all, `row ${number}`).toContain(content);
  });

  it('cuts a cell that is taller than a page and loses nothing of it', async () => {
    const long = Array.from({ length: 900 }, (_, n) => `第${n}句话。`).join('');
    const columns = [{ title: '内容', width: 1 }];
    const pages = await pagesOf(
      await renderRecordPdf(record({ sections: [{ kind: 'table', columns, rows: [[long]] }] })),
    );
    const all = pages.join('');
    for (let n = 0; n < 900; n += 50) expect(all).toContain(`第${n}句话。`);
    expect(all.match(/句话/g)).toHaveLength(900);
  });

  it('prints a record although a picture cannot be read', async () => {
    const images = [{ bytes: Buffer.from('not a picture'), caption: '图一' }];
    const [page = ''] = await pagesOf(await renderRecordPdf(record({ sections: [{ kind: 'images', images }] })));
    expect(page).toContain('图像无法显示');
  });
});
