import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { makeRandom } from '@/e2e/workbooks/catalogue-rows';
import { EXAMPLE_FONDS_NUMBER, EXAMPLE_SHEETS } from '@/e2e/workbooks/example-sheets';
import { HEADER_ROW, HOSTILE_WORKBOOKS, inlineRow, makeBook } from '@/e2e/workbooks/hostile-workbooks';
import { appendixAWorkbook, type Layout, makeWorkbook } from '@/e2e/workbooks/make-workbook';
import type { ReadingCost } from '@/e2e/workbooks/measure-reading';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { AppError } from '@/server/domain/shared/app-error';
import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import { makeRepeatFinder } from '@/server/features/archive/import/find-repeats';
import { type ImportDefaults, parseRow } from '@/server/features/archive/import/parse-row';
import { type ReadWorkbookOptions, readWorkbook } from '@/server/features/archive/import/read-workbook';

let folder = '';
beforeAll(async () => {
  folder = tempFolder('workbook');
});

const DEFAULTS: ImportDefaults = {
  fondsNumber: 'B031',
  categoryCode: 'WS',
  level: 'piece',
  template: 'DAT22_2015',
  today: '2025-03-01',
};

async function put(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function readAll(path: string, options: Partial<ReadWorkbookOptions> = {}) {
  const rows: { rowNumber: number; cells: string[] }[] = [];
  let largestBatch = 0;
  const onRows: ReadWorkbookOptions['onRows'] = async (batch) => {
    largestBatch = Math.max(largestBatch, batch.length);
    rows.push(...batch);
  };
  const summary = await readWorkbook(path, { onRows, ...options });
  return { rows, summary, largestBatch };
}

async function findProblems(path: string, defaults: ImportDefaults, sheetName?: string) {
  const { rows, summary } = await readAll(path, { sheetName });
  const findRepeats = makeRepeatFinder();
  const problems: (RecordProblem & { rowNumber: number })[] = [];
  for (const { rowNumber, cells } of rows) {
    const parsed = parseRow(cells, summary.columns, defaults);
    const repeats = parsed.record ? findRepeats(parsed.record, rowNumber) : [];
    problems.push(...[...parsed.problems, ...repeats].map((problem) => ({ ...problem, rowNumber })));
  }
  return { problems, rows, summary };
}

async function refusal(path: string, options: Partial<ReadWorkbookOptions> = {}): Promise<AppError> {
  try {
    await readAll(path, options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return expect.fail('was read');
}

describe('catalogues', () => {
  test.each<Layout>(['plain', 'title', 'two-header', 'signature', 'utf8-csv', 'gbk-csv'])(
    '5,000 rows, layout %s: exactly the planted problems are found',
    async (layout) => {
      const out = join(folder, `catalogue-${layout}`);
      const made = await makeWorkbook({ rows: 5_000, wrong: 40, seed: 7, layout, out });
      const { problems, rows, summary } = await findProblems(out, DEFAULTS);
      expect(rows).toHaveLength(5_000);
      expect(summary.rowCount).toBe(5_000);
      expect(summary.headerRows).toHaveLength(layout === 'two-header' ? 2 : 1);
      const found = problems.map(({ rowNumber, code, field }) => ({ rowNumber, code, field }));
      // What a marking in the remarks hides is not reported: the row is refused as a whole.
      expect(found).toEqual(made.planted.map(({ rowNumber, code, field }) => ({ rowNumber, code, field })));
      if (layout === 'signature') expect(summary.skippedRows).toEqual({ repeated_header: 9, total: 1, signature: 1 });
    },
    60_000,
  );

  test('the generator gives the same rows for the same seed', async () => {
    const [first, second] = await Promise.all(
      ['a.csv', 'b.csv'].map(async (name) => {
        const out = join(folder, name);
        await makeWorkbook({ rows: 200, wrong: 10, seed: 9, layout: 'utf8-csv', out });
        return JSON.stringify((await readAll(out)).rows);
      }),
    );
    expect(first).toBe(second);
  });

  test.each(EXAMPLE_SHEETS.map((sheet) => [sheet.name, sheet] as const))(
    'the example sheet %s has no problems',
    async (name, sheet) => {
      const path = await put('examples.xlsx', await appendixAWorkbook());
      const { categoryCode, templateCode, level } = sheet.defaults;
      const defaults = {
        ...DEFAULTS,
        fondsNumber: EXAMPLE_FONDS_NUMBER,
        categoryCode,
        level,
        template: templateCode as 'DAT22_2015',
      };
      const { problems, rows, summary } = await findProblems(path, defaults, name);
      expect(rows).toHaveLength(10);
      expect(problems).toEqual([]);
      expect(summary).toMatchObject({ sheetName: name, kind: 'xlsx' });
      expect(summary.otherSheets).toHaveLength(3);
    },
  );
});

describe('cells', () => {
  test('are read as the text a person sees', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[>100]yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>';
    const row =
      '<row r="7"><c r="A7" t="s"><v>0</v></c><c r="B7" t="str"><f>A7&amp;"x"</f><v>缓存 &amp; &#x503C;</v></c>' +
      '<c r="D7" s="1"><v>45052.6</v></c><c r="E7"><v>1.2E1</v></c><c r="F7" t="e"><v>#REF!</v></c><c r="G7" s="2"><v>45052</v></c><c r="H7"><v>0.30000000000000004</v></c></row>';
    const strings =
      '<sst><si><r><t>富</t></r><r><t xml:space="preserve"> 文本_x000D_</t></r><rPh><t>拼音</t></rPh></si></sst>';
    const book = makeBook(`${HEADER_ROW}${row}`, [
      { name: 'xl/styles.xml', data: Buffer.from(styles) },
      { name: 'xl/sharedStrings.xml', data: Buffer.from(strings) },
      { name: 'xl/externalLinks/externalLink1.xml', data: Buffer.from('not xml <') },
    ]);
    const { rows } = await readAll(await put('cells.xlsx', book));
    expect(rows).toEqual([
      { rowNumber: 7, cells: ['富 文本\r', '缓存 & 值', '', '2023-05-06', '12', '', '2023-05-06', '0.3'] },
    ]);
  });

  test('csv cells lose what was added against formulas, in every encoding', async () => {
    const line = ['B031', '=HYPERLINK("x")', "'-1", '2023', 'a"b,c\r\nd', '@x'];
    const text = [
      csvLine(['档号', '题名', '责任者', '日期', '备注', '文号']),
      csvLine(line),
      '="0001",题名二,,,,',
    ].join('');
    for (const [name, bytes] of [
      ['u8.csv', Buffer.from(text)],
      ['bom.csv', Buffer.from(`\uFEFF${text}`)],
      ['gbk.csv', iconv.encode(text, 'gb18030')],
      ['u16.csv', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ] as const) {
      const { rows } = await readAll(await put(name, bytes));
      expect(rows.map((row) => row.cells)).toEqual([line, ['0001', '题名二', '', '', '', '']]);
    }
  });

  test('a separator of tabs or semicolons is recognised', async () => {
    for (const separator of ['\t', ';', '，']) {
      const text = [
        ['档号', '题名', '日期'],
        ['a', 'b', 'c'],
      ]
        .map((cells) => cells.join(separator))
        .join('\n');
      expect((await readAll(await put('separated.csv', text))).rows[0]?.cells).toEqual(['a', 'b', 'c']);
    }
  });
});

describe('reading', () => {
  test('waits for the consumer, in batches of at most 500, without holding the time against the file', async () => {
    const out = join(folder, 'slow.xlsx');
    await makeWorkbook({ rows: 1_400, out });
    let active = 0;
    let batches = 0;
    const summary = await readWorkbook(out, {
      timeLimitMs: 5_000,
      onRows: async (rows) => {
        active += 1;
        expect(active).toBe(1);
        expect(rows.length).toBeLessThanOrEqual(500);
        batches += 1;
        await new Promise((resolve) => setTimeout(resolve, batches === 1 ? 5_500 : 1));
        active -= 1;
      },
    });
    expect(summary.rowCount).toBe(1_400);
    expect(batches).toBe(3);
  }, 60_000);

  test('an error of the consumer is passed on', async () => {
    const path = await put('consumer.xlsx', makeBook(`${HEADER_ROW}${inlineRow(['a', 'b'])}`));
    const onRows = async () => {
      throw new Error('consumer');
    };
    await expect(readAll(path, { onRows })).rejects.toThrow('consumer');
  });

  test('a sheet without a header is refused, and a later sheet is found', async () => {
    const path = await put('no-header.xlsx', makeBook(inlineRow(['姓名', '性别'])));
    expect((await refusal(path)).code).toBe('WORKBOOK_HAS_NO_HEADER');
  });

  test('a file that takes too long is refused', async () => {
    const out = join(folder, 'long.xlsx');
    await makeWorkbook({ rows: 2_000, out });
    const error = await refusal(out, { timeLimitMs: 30 });
    expect(error).toMatchObject({ code: 'WORKBOOK_TOO_LARGE', details: { reason: 'time' } });
  });

  test('a file that is not there is unreadable', async () => {
    expect((await refusal(join(folder, 'none.xlsx'))).code).toBe('WORKBOOK_UNREADABLE');
  });
});

describe('hostile files', () => {
  test.each(HOSTILE_WORKBOOKS.map((hostile) => [hostile.name, hostile] as const))(
    '%s is refused',
    async (_name, hostile) => {
      const path = await put('hostile.bin', hostile.make());
      const started = performance.now();
      const error = await refusal(path);
      expect(hostile.reasons).toContain(error.details?.reason ?? error.code);
      // Five seconds for the worst of them on a quiet machine; a slow one is given ten times that.
      expect(performance.now() - started).toBeLessThan(60_000);
    },
    120_000,
  );

  test.each(HOSTILE_WORKBOOKS.filter((hostile) => hostile.isHeavy).map((hostile) => [hostile.name, hostile] as const))(
    '%s costs the reading process less than 50 MB',
    async (name, hostile) => {
      const path = await put('heavy.bin', hostile.make());
      const script = 'e2e/workbooks/measure-reading.ts';
      const output = execFileSync(process.execPath, ['--import', 'tsx', script, path], { encoding: 'utf8' });
      const cost = JSON.parse(output) as ReadingCost;
      console.log(`${name}: ${output.trim()}`);
      expect(hostile.reasons).toContain(cost.refusedFor);
      expect(cost.rssGrowthMb).toBeLessThan(50);
    },
    120_000,
  );

  test('forty damaged copies of a good workbook are read or refused, nothing else', async () => {
    const out = join(folder, 'whole.xlsx');
    await makeWorkbook({ rows: 50, out });
    const whole = await readFile(out);
    const random = makeRandom(4);
    for (let round = 0; round < 40; round += 1) {
      const bytes = Buffer.from(whole);
      for (let hit = 0; hit < 8; hit += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const path = await put(
        'damaged.xlsx',
        round % 4 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes,
      );
      const outcome = await readAll(path).catch((error: unknown) => error);
      if (outcome instanceof Error && !(outcome instanceof AppError)) throw outcome;
    }
  }, 60_000);

  test('no child is left behind', () => {
    const children = execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
    expect(children).not.toContain('workbook-child');
  });
});
