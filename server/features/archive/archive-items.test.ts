import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { createItemInput } from '@/server/domain/archive/archive-record';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

type CreateItemInput = z.input<typeof createItemInput>;

let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string };
let foreignFonds: { id: string };

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  fonds = await makeFonds(unit);
  foreignFonds = await makeFonds(stranger);
});

const input = (overrides: Partial<CreateItemInput> = {}): CreateItemInput => ({
  fondsId: fonds.id,
  categoryCode: 'WS',
  filingYear: 2023,
  retentionCode: 'Y',
  orgCode: 'BGS',
  title: '清河区水利局关于印发2023年工作要点的通知',
  documentDate: '20230110',
  openFlag: 'unreviewed',
  ...overrides,
});

const create = async (overrides: Partial<CreateItemInput> = {}) =>
  (await callAs(unit)).archive.create(input(overrides));

describe('numbering', () => {
  it('counts up within year, retention and organisation', async () => {
    expect((await create({ orgCode: 'A1' })).referenceCode).toBe('B028-WS·2023-Y-A1-0001');
    expect((await create({ orgCode: 'A1' })).referenceCode).toBe('B028-WS·2023-Y-A1-0002');
    expect((await create({ orgCode: 'A1', retentionCode: 'D30' })).referenceCode).toBe('B028-WS·2023-D30-A1-0001');
  });

  it('gives 16 writers at once each a number of their own, without a gap, while others are refused', async () => {
    const wave = Array.from({ length: 16 }, (_, index) =>
      create({ orgCode: 'PAR', ...(index % 4 === 3 ? { title: '机密★一年 关于某事的通知' } : {}) }).then(
        (made) => made.referenceCode,
        () => null,
      ),
    );
    const codes = (await Promise.all(wave)).filter((code) => code !== null).sort();
    expect(codes).toEqual(
      Array.from({ length: 12 }, (_, index) => `B028-WS·2023-Y-PAR-${String(index + 1).padStart(4, '0')}`),
    );
  });

  it('gives a number back when the transaction that took it fails', async () => {
    const { referenceCode } = await create({ orgCode: 'RB' });
    expect(referenceCode).toBe('B028-WS·2023-Y-RB-0001');
    const { takeNumbers } = await import('@/db/queries/archive-number.queries');
    const failing = withTenantDb(await testPools(), scopeOf(unit), async (tdb) => {
      await takeNumbers(tdb, unit.id, 'B028-WS·2023-Y-RB', 'B00000028-WS·00002023-Y-RB-', 3);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect((await create({ orgCode: 'RB' })).referenceCode).toBe('B028-WS·2023-Y-RB-0002');
  });

  it('goes on after numbers that came with their codes, and after codes that no counter knows', async () => {
    await create({ orgCode: 'KEP', referenceCode: 'B028-WS·2023-Y-KEP-0007' });
    expect((await create({ orgCode: 'KEP' })).referenceCode).toBe('B028-WS·2023-Y-KEP-0008');
    await (await testAdmin()).query("delete from number_counter where scope like '%KEP'");
    expect((await create({ orgCode: 'KEP' })).referenceCode).toBe('B028-WS·2023-Y-KEP-0009');
  });

  it('refuses a code that is taken, malformed or of other parts', async () => {
    await create({ orgCode: 'DUP', referenceCode: 'B028-WS·2023-Y-DUP-0001' });
    await expect(create({ orgCode: 'DUP', referenceCode: 'Ｂ028－WS.2023-Y-DUP-0001' })).rejects.toMatchObject({
      message: 'REFERENCE_CODE_TAKEN',
    });
    await expect(create({ orgCode: 'DUP', referenceCode: 'B028-2' })).rejects.toMatchObject({
      message: 'REFERENCE_CODE_MALFORMED',
    });
    await expect(create({ orgCode: 'DUP', referenceCode: 'B028-WS·2022-Y-DUP-0009' })).rejects.toMatchObject({
      message: 'REFERENCE_CODE_MALFORMED',
    });
  });

  it('numbers provisionally below a fonds that has no official number yet', async () => {
    const provisional = await makeFonds(unit, { number: 'Z900', isOfficial: false });
    const { id, referenceCode } = await create({ fondsId: provisional.id });
    expect(referenceCode).toBe('Z900-WS·2023-Y-BGS-0001');
    expect((await (await callAs(unit)).archive.byId({ id })).item.codeState).toBe('provisional');
  });
});

describe('a record', () => {
  it('takes in nothing that is marked as secret, and keeps nothing of it', async () => {
    await expect(create({ title: '秘密★五年 关于某事的请示' })).rejects.toMatchObject({
      message: 'CLASSIFIED_CONTENT_REFUSED',
    });
    const { rows } = await (await testAdmin()).query(
      "select 1 from archive_item where title like '%秘密★%' union all select 1 from audit_event where detail::text like '%秘密★%'",
    );
    expect(rows).toEqual([]);
  });

  it('is read by its own unit, with its history; by a stranger not at all, exactly like an unknown one', async () => {
    const { id } = await create({ orgCode: 'OWN' });
    const detail = await (await callAs(unit)).archive.byId({ id });
    expect(detail.item).toMatchObject({ title: input().title, fondsNumber: 'B028', rowVersion: 1, state: 'filed' });
    expect(detail.history.map((event) => event.action)).toEqual(['archive.create']);
    const other = await callAs(stranger);
    const foreign = await other.archive.byId({ id }).catch((error) => error.message);
    const unknown = await other.archive
      .byId({ id: '0198c0de-0000-7000-8000-00000000dead' })
      .catch((error) => error.message);
    expect([foreign, unknown]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    await expect((await callAs(unit)).archive.create(input({ fondsId: foreignFonds.id }))).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('changes only by a correction, which keeps the old values and the reason', async () => {
    const { id } = await create({ orgCode: 'COR', pageCount: 3 });
    const api = await callAs(unit);
    const corrected = await api.archive.correct({
      id,
      rowVersion: 1,
      changes: { title: '清河区水利局关于印发2023年重点工作的通知', pageCount: null },
      reason: '题名录错',
    });
    expect(corrected).toMatchObject({ rowVersion: 2, pageCount: null });
    const { history } = await api.archive.byId({ id });
    expect(history[0]).toMatchObject({ action: 'archive.correct', reason: '题名录错' });
    expect(history[0]?.changes).toContainEqual({ field: 'pageCount', from: '3', to: null });
    expect((await api.archive.list({ q: '重点工作' })).rows.map((row) => row.id)).toEqual([id]);
    await expect(
      api.archive.correct({ id, rowVersion: 2, changes: { title: '绝密★ 文件' }, reason: 'x' }),
    ).rejects.toMatchObject({ message: 'CLASSIFIED_CONTENT_REFUSED' });
  });

  it('tells the slower of two who changed what', async () => {
    const { id } = await create({ orgCode: 'STA' });
    const api = await callAs(unit);
    await api.archive.correct({ id, rowVersion: 1, changes: { boxNumber: '7' }, reason: '换盒' });
    const stale = await api.archive
      .correct({ id, rowVersion: 1, changes: { boxNumber: '8' }, reason: '换盒' })
      .catch((error) => error);
    expect(stale.message).toBe('STALE_VERSION');
    expect(stale.cause.details).toMatchObject({ changedBy: '周某', changedFields: 'boxNumber', rowVersion: 2 });
    await expect(
      (await callAs(stranger)).archive.correct({ id, rowVersion: 2, changes: { boxNumber: '9' }, reason: 'x' }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('the list', () => {
  let owner: TestTenant;
  let own: { id: string };
  const WORDS = [
    '防汛',
    '抗旱',
    '水利',
    '饮水安全',
    '泵站',
    '档案',
    '退休',
    '张某',
    '水',
    '圩堤加固',
    '2023年',
    '应急预案',
    '𠮷祥',
  ];

  beforeAll(async () => {
    owner = await makeTenant('department');
    own = await makeFonds(owner, { number: 'C012' });
    const api = await callAs(owner);
    let seed = 7;
    const next = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    for (let index = 0; index < 120; index += 1) {
      const title = `关于${WORDS[next(WORDS.length)]}${WORDS[next(WORDS.length)]}工作的${['通知', '请示', '报告'][next(3)]}`;
      const base = {
        ...input(),
        fondsId: own.id,
        title,
        orgCode: ['BGS', 'SGK'][next(2)],
        retentionCode: ['Y', 'D30', 'D10'][next(3)] ?? 'Y',
      };
      const documentDate =
        index % 10 === 0
          ? `[2023${String(1 + next(12)).padStart(2, '0')}00]`
          : `2023${String(1 + next(12)).padStart(2, '0')}15`;
      const made = {
        ...base,
        documentDate,
        documentNumber: `清水发〔2023〕${index}号`,
        responsibleParty: '清河区水利局',
      };
      await (await callAs(owner)).archive.create(made);
    }
    await api.archive.create({ ...input(), fondsId: own.id, title: '没有日期的卷宗材料', documentDate: undefined });
  }, 120_000);

  const walk = async (options: Record<string, unknown>) => {
    const api = await callAs(owner);
    const seen: { id: string; referenceCode: string; documentDate: string | null }[] = [];
    let cursor: string | undefined;
    for (;;) {
      const { rows, page } = await api.archive.list({ ...options, limit: 17, ...(cursor ? { cursor } : {}) });
      seen.push(...rows);
      if (!page.nextCursor) return seen;
      cursor = page.nextCursor;
    }
  };

  it('walks every record once, by code and by date, forwards and back', async () => {
    const byCode = await walk({ sort: 'code' });
    expect(new Set(byCode.map((row) => row.id)).size).toBe(121);
    expect(byCode.map((row) => row.referenceCode)).toEqual([...byCode.map((row) => row.referenceCode)].sort());
    const byDate = await walk({ sort: '-date' });
    const dates = byDate.map((row) => (row.documentDate ?? '').replace(/[[\]]/g, ''));
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates.at(-1)).toBe('');
    expect((await walk({ sort: 'date' })).map((row) => row.id)).toEqual(byDate.map((row) => row.id).reverse());
    expect((await walk({ sort: '-code' })).map((row) => row.id)).toEqual(byCode.map((row) => row.id).reverse());
    const api = await callAs(owner);
    const first = await api.archive.list({ limit: 20 });
    const second = await api.archive.list({ limit: 20, cursor: first.page.nextCursor ?? '' });
    const back = await api.archive.list({ limit: 20, cursor: second.page.previousCursor ?? '', direction: 'before' });
    expect(back.rows).toEqual(first.rows);
    expect(first.page.total).toBe(121);
  });

  it('counts the tree as the list counts', async () => {
    const api = await callAs(owner);
    const tree = await api.archive.tree({});
    expect(tree.fonds).toEqual([expect.objectContaining({ number: 'C012', itemCount: 121 })]);
    for (const { itemCount: count, subcategoryCode, ...leaf } of tree.leaves) {
      const categoryCode = subcategoryCode ? `${leaf.categoryCode}·${subcategoryCode}` : leaf.categoryCode;
      const { rows } = await api.archive.list({ ...leaf, categoryCode, limit: 200 });
      expect(rows).toHaveLength(count);
    }
    expect((await (await callAs(stranger)).archive.tree({})).leaves).toEqual([]);
  });

  it('finds what a full scan finds: two characters, one character, several words, beyond the basic plane', async () => {
    const { rows: all } = await (await testAdmin()).query<{ id: string; text: string }>(
      'select id, search_text as text from archive_item where tenant_id = $1',
      [owner.id],
    );
    const queries = [
      '防汛',
      '张某',
      '水',
      '退',
      '𠮷',
      '水利 通知',
      '饮水安全',
      '应急预案 报告',
      '2023',
      '汛抗',
      'ws',
      '不存在的词',
      '利局',
      '0',
    ];
    for (const q of queries) {
      const words = q.split(' ').map(normaliseForSearch);
      const expected = all.filter((row) => words.every((word) => row.text.includes(word))).map((row) => row.id);
      const found = await walk({ q });
      expect({ q, ids: found.map((row) => row.id).sort() }).toEqual({ q, ids: expected.sort() });
    }
  });

  it('finds a document number whatever brackets were typed', async () => {
    const api = await callAs(owner);
    const found = await Promise.all(
      ['清水发〔2023〕31号', '清水发[2023]31号', '清水发(2023)31号', '清水发（2023） 31 号', '水发【2023】31'].map(
        (q) => api.archive.list({ q, limit: 200 }),
      ),
    );
    const titles = found.map((page) => page.rows.filter((row) => row.documentNumber === '清水发〔2023〕31号').length);
    expect(titles).toEqual([1, 1, 1, 1, 1]);
    expect(found[0]?.rows).toHaveLength(1);
  });

  it('shows a stranger nothing, with or without words', async () => {
    const api = await callAs(stranger);
    expect((await api.archive.list({})).rows.every((row) => row.referenceCode.startsWith('B028'))).toBe(true);
    expect((await api.archive.list({ q: '防汛' })).rows).toEqual([]);
    expect((await api.archive.list({ fondsId: own.id })).rows).toEqual([]);
    await expect(api.archive.list({ fondsId: own.id, q: '防汛' })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('uses the indexes that it was given, under row-level security', async () => {
    const plans = await withTenantDb(await testPools(), scopeOf(owner), async (tdb) => {
      // Few rows: without these a sort of all of them would be as cheap.
      for (const method of ['seqscan', 'sort', 'bitmapscan'])
        await sql`set local ${sql.raw(`enable_${method}`)} = off`.execute(tdb);
      const explain = async (where: string) =>
        (
          await sql<{
            'QUERY PLAN': string;
          }>`explain ${sql.raw(`select id from archive_item where tenant_id = ${owner.id} and ${where} limit 51`)}`.execute(
            tdb,
          )
        ).rows
          .map((row) => row['QUERY PLAN'])
          .join('\n');
      return [
        await explain(`(code_sort, id) > ('C', '0198c0de-0000-7000-8000-00000000dead') order by code_sort, id`),
        await explain(
          `(date_sort, id) < ('20230501', '0198c0de-0000-7000-8000-00000000dead') order by date_sort desc, id desc`,
        ),
      ];
    });
    expect(plans[0]).toMatch(/archive_item_code_sort[\s\S]*Index Cond: .*ROW\(code_sort/);
    expect(plans[1]).toMatch(/archive_item_date[\s\S]*Index Cond: .*ROW\(date_sort/);
  });
});

it('configures which template numbers a category from a year on', async () => {
  const tenant = await makeTenant('village');
  const { id: fondsId } = await makeFonds(tenant, { number: 'V001', schemes: [] });
  const record = { ...input(), fondsId };
  await expect((await callAs(tenant)).archive.create(record)).rejects.toMatchObject({ message: 'BAD_INPUT' });
  await (await callAs(tenant)).fonds.configureScheme({
    fondsId,
    categoryCode: 'WS',
    templateCode: 'DAT22_2015',
    yearFrom: 2016,
  });
  await (await callAs(tenant)).fonds.configureScheme({
    fondsId,
    categoryCode: 'WS',
    templateCode: 'DAT13_ITEM_ORG',
    yearFrom: 2022,
  });
  expect((await (await callAs(tenant)).archive.create(record)).referenceCode).toBe('V001-WS·2023·Y·BGS-0001');
  expect(
    (await (await callAs(tenant)).archive.create({ ...record, filingYear: 2021, documentDate: '20210101' }))
      .referenceCode,
  ).toBe('V001-WS·2021-Y-BGS-0001');
  await expect(
    (await callAs(stranger)).fonds.configureScheme({
      fondsId,
      categoryCode: 'WS',
      templateCode: 'DAT13_ITEM',
      yearFrom: 2020,
    }),
  ).rejects.toMatchObject({ message: 'NOT_FOUND' });
});
