import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { makeFileInput } from '@/server/domain/register/register-entry';
import { objectKey } from '@/server/objects/object-store';
import { writeFile } from './make-file.ts';

let unit: TestTenant;
let stranger: TestTenant;

const HEADINGS = ['姓名', '到岗日期', '岗位', '编制', '党员', '档案职称', '离任日期'];
const STAFF = [
  ['赵一', '2019-01-05', '工作人员', '在编', '是', '馆员', ''],
  ['钱二', '2020-03-01', '主要领导', '在编', '是', '', ''],
  ['孙三', '2020-03-01', '工作人员', '聘用', '否', '管理员', '2024-06-30'],
  ['李四', '2021-07-15', '兼职档案员', '劳务派遣', '', '', ''],
  ['周五', '2022-09-09', '工作人员', '在编', '否', '研究馆员', '2026-01-01'],
];

beforeAll(async () => {
  ({ unit, stranger } = await makeSupervisedPair());
  await (await callAs(unit)).register.enterRows({ code: 'staff', cells: [HEADINGS, ...STAFF] });
  await (await callAs(stranger)).register.enterRows({
    code: 'staff',
    cells: [HEADINGS, ['外人', '2020-01-01', '工作人员', '在编', '', '', '']],
  });
});

type Asked = Omit<Parameters<Awaited<ReturnType<typeof callAs>>['register']['entries']>[0], 'code'>;
const names = async (asked: Asked = {}): Promise<string[]> =>
  (await (await callAs(unit)).register.entries({ code: 'staff', ...asked })).rows.map(({ title }) => title);

/** The names of all pages, walked forth and, with the last page's cursor, back again. */
const walk = async (sort: string | undefined): Promise<{ forth: string[]; back: string[] }> => {
  const call = callEach(unit).register;
  const ask = (more: Asked) => call.entries({ code: 'staff', limit: 2, sort, ...more });
  const [forth, back]: string[][] = [[], []];
  let page = await ask({});
  for (;;) {
    forth?.push(...page.rows.map(({ title }) => title));
    if (!page.page.nextCursor) break;
    page = await ask({ cursor: page.page.nextCursor });
  }
  for (;;) {
    back?.unshift(...page.rows.map(({ title }) => title));
    if (!page.page.previousCursor) break;
    page = await ask({ cursor: page.page.previousCursor, direction: 'before' });
  }
  return { forth: forth ?? [], back: back ?? [] };
};

describe('the order of a register', () => {
  it.each([
    ['the newest first', undefined, ['周五', '李四', '孙三', '钱二', '赵一']],
    ['the oldest first', 'day', ['赵一', '钱二', '孙三', '李四', '周五']],
    ['names by pinyin', 'name', ['李四', '钱二', '孙三', '赵一', '周五']],
    ['names by pinyin downwards', '-name', ['周五', '赵一', '孙三', '钱二', '李四']],
    ['posts as the definition has them', 'post', ['钱二', '赵一', '孙三', '周五', '李四']],
    ['what says nothing before the rest', 'leftOn', ['赵一', '钱二', '李四', '孙三', '周五']],
    ['nothing known: the newest first', 'no-such-field', ['周五', '李四', '孙三', '钱二', '赵一']],
  ])('can be %s, page by page', async (_what, sort, expected) => {
    const { forth, back } = await walk(sort);
    expect(forth).toEqual(expected);
    expect(back).toEqual(expected);
    expect(await names({ sort })).toEqual(expected);
  });

  it('takes a cursor of another order for none', async () => {
    const call = callEach(unit).register;
    const { page } = await call.entries({ code: 'staff', limit: 2, sort: 'name' });
    const { rows } = await call.entries({ code: 'staff', limit: 2, sort: 'post', cursor: page.nextCursor ?? '' });
    expect(rows.map(({ title }) => title)).toEqual(['钱二', '赵一']);
  });

  it('is by number where a field is one', async () => {
    const call = callEach(unit).register;
    const cells = [
      ['日期', '库房', '温度', '相对湿度'],
      ...['9.5', '21', '-3', '100'].map((humidity, index) => [
        `2026-05-0${index + 1}`,
        '一号库',
        index === 2 ? '-3' : '20',
        index === 2 ? '3' : humidity,
      ]),
    ];
    await call.enterRows({ code: 'room_climate', cells });
    const { rows } = await call.entries({ code: 'room_climate', sort: '-humidity' });
    expect(rows.map(({ values }) => values.humidity)).toEqual([100, 21, 9.5, 3]);
  });
});

describe('the filters of a register', () => {
  it('ask for choices, for yes and no, and for a period', async () => {
    expect(await names({ choices: { post: 'worker', employment: 'regular' } })).toEqual(['周五', '赵一']);
    expect(await names({ choices: { partyMember: 'false' } })).toEqual(['周五', '孙三']);
    expect(await names({ period: '2020-Q1' })).toEqual(['孙三', '钱二']);
    expect(await names({ period: '2020-03-01', choices: { post: 'director' } })).toEqual(['钱二']);
    expect(await names({ choices: { name: '赵一', nobody: 'x' }, period: 'never' })).toHaveLength(5);
  });

  it('show who held a post on a day; on the day of leaving nobody does', async () => {
    expect(await names({ heldOn: '2019-01-04' })).toEqual([]);
    expect(await names({ heldOn: '2024-06-29', sort: 'day' })).toEqual(['赵一', '钱二', '孙三', '李四', '周五']);
    expect(await names({ heldOn: '2024-06-30', sort: 'day' })).toEqual(['赵一', '钱二', '李四', '周五']);
    expect(await names({ heldOn: '2026-11-21', sort: 'day' })).toEqual(['赵一', '钱二', '李四']);
    // A register without an end is not asked about a day.
    const { rows } = await (await callAs(unit)).register.entries({ code: 'room_climate', heldOn: '1999-01-01' });
    expect(rows.length).toBeGreaterThan(0);
  });
});

const bytesOf = async (objectId: string): Promise<Buffer> => {
  const stored = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    findStoredObject(tdb, unit.id, objectId),
  );
  const parts: Buffer[] = [];
  for await (const part of testObjects().open(objectKey(unit.id, stored?.sha256 ?? ''))) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const rowsOfWorkbook = async (bytes: Buffer): Promise<string[][]> => {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(String)));
  return rows;
};

const textOfPdf = async (bytes: Buffer): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
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

describe('what is written out', () => {
  const asked = {
    code: 'staff',
    choices: { employment: 'regular' },
    sort: 'name',
    columns: ['day', 'name', 'post'],
  };

  it('as a workbook holds the filters, the order and the columns of the list', async () => {
    const { jobId } = await (await callAs(unit)).register.makeFile({ ...asked, format: 'xlsx' });
    expect((await (await callAs(unit)).register.fileById({ jobId })).isReady).toBe(false);
    await expect((await callAs(stranger)).register.fileById({ jobId })).rejects.toThrow('NOT_FOUND');
    await expect((await callAs(unit)).register.downloadFile({ jobId })).rejects.toThrow('NOT_FOUND');
    const { objectId } = await writeFile(
      await stepsFor(unit, makeFileInput.parse({ ...asked, format: 'xlsx' })),
      testObjects(),
    );
    expect(await rowsOfWorkbook(await bytesOf(objectId))).toEqual([
      ['姓名', '到岗日期', '岗位'],
      ['钱二', '2020-03-01', '主要领导'],
      ['赵一', '2019-01-05', '工作人员'],
      ['周五', '2022-09-09', '工作人员'],
    ]);
    const file = await (await callAs(unit)).register.downloadEntries(asked);
    expect(file.tenantId).toBe(unit.id);
    expect(await rowsOfWorkbook(await bytesOf((await newestObject()).id))).toHaveLength(4);
  });

  it('on paper bears unit, register, period, pages and a line to sign on', async () => {
    const input = makeFileInput.parse({ code: 'staff', sort: 'name', period: '2020-Q1', format: 'pdf' });
    const { objectId, fileName } = await writeFile(await stepsFor(unit, input), testObjects());
    expect(fileName).toBe(`人员_${unit.name}.pdf`);
    const [page = ''] = await textOfPdf(await bytesOf(objectId));
    for (const text of [unit.name, '人员', '2020年第1季度', '孙三', '钱二', '第1页共1页', '填表人', '审核人'])
      expect(page).toContain(text.replace(/\s+/g, ''));
    expect(page).not.toContain('赵一');
    expect(page).not.toContain('外人');
  });

  it('of one entry bears every field of it', async () => {
    const { rows } = await (await callAs(unit)).register.entries({ code: 'staff', sort: 'name', limit: 1 });
    const entryId = rows[0]!.id;
    await expect((await callAs(stranger)).register.downloadEntryForm({ entryId })).rejects.toThrow('NOT_FOUND');
    const file = await (await callAs(unit)).register.downloadEntryForm({ entryId });
    expect(file.mediaType).toBe('application/pdf');
    const [page = ''] = await textOfPdf(await bytesOf((await newestObject()).id));
    for (const text of ['李四', '2021-07-15', '兼职档案员', '劳务派遣', '登记人', '填表人'])
      expect(page).toContain(text);
  });

  it('is not asked for where nothing fits', async () => {
    const input = { code: 'staff', period: '1999', format: 'pdf' as const };
    await expect((await callAs(unit)).register.makeFile(input)).rejects.toThrow('PRINT_NOTHING');
  });
});

const newestObject = async (): Promise<{ id: string }> => {
  const { rows } = await (await testAdmin()).query<{ id: string }>(
    'select id from stored_object where tenant_id = $1 order by id desc limit 1',
    [unit.id],
  );
  return rows[0]!;
};

it('says the same of an entry in the database as the migration of older rows said', async () => {
  const { rows } = await (await testAdmin()).query<{ ours: string; theirs: string }>(
    `select fingerprint as ours, left(encode(sha256(convert_to((select string_agg(f.key || '=' || f.value::text, E'\\n' order by f.key collate "C")
      from jsonb_each(e.said) f), 'UTF8')), 'hex'), 32) as theirs from register_entry e where tenant_id = $1`,
    [unit.id],
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.map(({ ours }) => ours)).toEqual(rows.map(({ theirs }) => theirs));
});
