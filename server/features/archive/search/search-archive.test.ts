import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, makeGrant, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { type PlantedRecord, plantRecords } from '@/db/testing/factories/searchable';
import { makePerson, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { writeSearchExport } from './export-search.ts';

let bureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;
let fonds: { id: string; number: string };
let records: PlantedRecord[];

const draft = (index: number) => ({
  itemNumber: index + 1,
  filingYear: 2021 + (index % 3),
  retentionCode: (['Y', 'D30', 'D10'] as const)[index % 3] ?? 'Y',
  orgCode: ['BGS', 'SGK'][index % 2] ?? null,
  title: index === 40 ? '防汛' : `水利局关于${['防汛', '抗旱', '水库'][index % 3]}工作第${index}次会议的通知`,
  documentNumber: `清水发〔${2021 + (index % 3)}〕${index}号`,
  documentDate: `${2021 + (index % 3)}0${1 + (index % 9)}15`,
  remarks: index % 10 === 0 ? '原件由防汛办保存' : null,
  boxNumber: index % 4 === 0 ? '7' : null,
  topics: index % 20 === 0 ? ['red'] : [],
});
const DRAFTS = Array.from({ length: 120 }, (_, index) => draft(index));

beforeAll(async () => {
  [bureau, unit, second, stranger] = [
    await makeTenant('bureau'),
    await makeTenant('department'),
    await makeTenant('department'),
    await makeTenant('department'),
  ];
  for (const tenant of [unit, second]) await supervise(bureau, tenant);
  fonds = await makeFonds(unit);
  records = await plantRecords(unit, fonds, DRAFTS);
  await plantRecords(second, await makeFonds(second, { number: 'B029' }), DRAFTS.slice(0, 30));
  await plantRecords(stranger, await makeFonds(stranger, { number: 'B030' }), DRAFTS);
});

const facet = (view: { facets: { code: string; values: { value: string; count: number }[] }[] }, code: string) =>
  Object.fromEntries(
    (view.facets.find((entry) => entry.code === code)?.values ?? []).map(({ value, count }) => [value, count]),
  );
const countBy = <T>(rows: readonly T[], of: (row: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
  return counts;
};

describe('a page', () => {
  it('puts what is nearest first: the code, the number, the title, then the rest', async () => {
    const api = await callAs(unit);
    const byTitle = await api.archive.search({ q: '防汛' });
    expect(byTitle.isRanked).toBe(true);
    expect(byTitle.rows[0]?.title).toBe('防汛');
    const target = records[31] as PlantedRecord;
    expect((await api.archive.search({ q: target.documentNumber ?? '' })).rows[0]?.id).toBe(target.id);
    expect((await api.archive.search({ q: target.referenceCode })).rows[0]?.id).toBe(target.id);
    const found = await api.archive.search({ q: '防汛', limit: 200 });
    const inTitle = found.rows.map((row) => row.title.includes('防汛'));
    expect(inTitle).toEqual([...inTitle].sort((left, right) => Number(right) - Number(left)));
  });

  it('marks the words where they stand in the text as it is typed, initials too', async () => {
    const api = await callAs(unit);
    const marked = (row: { title: string; titleRanges: [number, number][] }) =>
      row.titleRanges.map(([from, to]) => row.title.slice(from, to));
    const { rows } = await api.archive.search({ q: '防汛 会议' });
    expect(marked(rows[0] as never)).toEqual(['防汛', '会议']);
    const initials = await api.archive.search({ q: 'skgz' });
    expect(marked(initials.rows[0] as never)).toEqual(['水库工作']);
    const elsewhere = (await api.archive.search({ q: '防汛办', limit: 5 })).rows[0];
    expect(elsewhere?.alsoFound).toEqual([{ field: 'remarks', text: '原件由防汛办保存', ranges: [[3, 6]] }]);
    const byNumber = (await api.archive.search({ q: '清水发[2022] 31号' })).rows[0];
    const number = byNumber?.alsoFound.find((entry) => entry.field === 'documentNumber');
    expect(number?.ranges.map(([from, to]) => number.text.slice(from, to)).join('|')).toBe('清水发〔2022|31号');
  });

  it.each(['code', '-code', 'date', '-date', 'relevance'] as const)(
    'walks every match once by %s, forwards and back',
    async (sort) => {
      const api = await callAs(unit);
      const expected = records.filter((record) => record.title?.includes('会议')).length;
      const seen: string[] = [];
      const pages: string[][] = [];
      let cursor: string | undefined;
      let last: { page: { previousCursor: string | null } } | undefined;
      do {
        const page = await api.archive.search({ q: '会议', sort, limit: 17, ...(cursor ? { cursor } : {}) });
        pages.push(page.rows.map((row) => row.id));
        seen.push(...page.rows.map((row) => row.id));
        cursor = page.page.nextCursor ?? undefined;
        last = page;
      } while (cursor);
      expect(new Set(seen).size).toBe(expected);
      expect(seen).toHaveLength(expected);
      const back = await api.archive.search({
        q: '会议',
        sort,
        limit: 17,
        direction: 'before',
        cursor: last.page.previousCursor ?? '',
      });
      expect(back.rows.map((row) => row.id)).toEqual(pages.at(-2));
    },
  );

  it('jumps to a code or a date in the order', async () => {
    const api = await callAs(unit);
    const byCode = await api.archive.search({ sort: 'code', startAt: 'B028-WS·2022-D30-', limit: 1 });
    expect(byCode.rows[0]?.referenceCode.startsWith('B028-WS·2022-D30-')).toBe(true);
    expect(byCode.page.previousCursor).not.toBeNull();
    const byDate = await api.archive.search({ sort: '-date', startAt: '20221231', limit: 1 });
    expect(byDate.rows[0]?.documentDate?.startsWith('2022')).toBe(true);
  });

  it('shows a stranger’s records to nobody, and takes a stranger’s fonds for none', async () => {
    const api = await callAs(stranger);
    const { rows } = await api.archive.search({ q: '防汛', limit: 200 });
    expect(rows.every((row) => row.referenceCode.startsWith('B030'))).toBe(true);
    await expect(api.archive.search({ q: '防汛', fondsId: fonds.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(api.archive.searchFacets({ fondsId: fonds.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(api.archive.searchCount({ fondsId: fonds.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('facets', () => {
  it('count what a scan counts, with words and without; a choice leaves its own facet open', async () => {
    const api = await callAs(unit);
    for (const q of [undefined, '防汛']) {
      const matches = records.filter(
        (record) => q === undefined || `${record.title}${record.remarks ?? ''}`.includes(q),
      );
      const whole = await api.archive.searchFacets({ q });
      expect(whole).toMatchObject({ total: matches.length, isExact: true });
      expect(facet(whole, 'year')).toEqual(countBy(matches, (record) => String(record.filingYear)));
      expect(facet(whole, 'retention')).toEqual(countBy(matches, (record) => record.retentionCode ?? ''));
      expect(facet(whole, 'org')).toEqual(countBy(matches, (record) => record.orgCode ?? ''));
      expect(facet(whole, 'box')).toEqual(countBy(matches, (record) => String(record.boxNumber !== null)));
      expect(facet(whole, 'topic')).toEqual({ red: matches.filter((record) => record.topics?.length).length });
      expect(facet(whole, 'fonds')).toEqual({ [fonds.id]: matches.length });
      const chosen = await api.archive.searchFacets({ q, filingYear: 2022, isBoxed: true });
      const inYear = matches.filter((record) => record.filingYear === 2022 && record.boxNumber !== null);
      expect(chosen.total).toBe(inYear.length);
      expect(facet(chosen, 'year')).toEqual(
        countBy(
          matches.filter((record) => record.boxNumber !== null),
          (record) => String(record.filingYear),
        ),
      );
      expect(facet(chosen, 'org')).toEqual(countBy(inYear, (record) => record.orgCode ?? ''));
      const { rows } = await api.archive.search({ q, filingYear: 2022, isBoxed: true, limit: 200 });
      expect(rows).toHaveLength(inYear.length);
      expect(await api.archive.searchCount({ q, filingYear: 2022, isBoxed: true })).toEqual({
        count: inYear.length,
        isExact: true,
      });
    }
  });

  it('follow corrections', async () => {
    const api = await callAs(unit);
    const before = facet(await api.archive.searchFacets({}), 'open');
    const target = records[3] as PlantedRecord;
    await api.archive.correct({ id: target.id, rowVersion: 1, changes: { openFlag: 'open' }, reason: '审核' });
    expect(facet(await api.archive.searchFacets({}), 'open')).toEqual({
      ...before,
      open: (before.open ?? 0) + 1,
      unreviewed: (before.unreviewed ?? 0) - 1,
    });
  });

  it('estimate very many matches within a few percent, and count them exactly when asked', async () => {
    const { rows } = await (await testAdmin()).query<{ share: number }>(
      'select count(*) filter (where get_byte(uuid_send(id), 15) & 15 = 7)::float / count(*) as share from archive_item',
    );
    expect(rows[0]?.share).toBeGreaterThan(0);
    expect((await (await callAs(unit)).archive.searchFacets({ q: '会议', isExact: true })).isExact).toBe(true);
  });
});

describe('across units under grants', () => {
  it('finds the records of live grants only, counts units, and leaves each look in each log', async () => {
    await makeGrant(bureau, unit, { yearFrom: 2022, yearTo: 2022 });
    await makeGrant(bureau, second);
    await makeGrant(bureau, stranger, { isRevoked: true }).catch(() => undefined);
    const api = await callAs(bureau);
    const events = async (tenant: TestTenant) =>
      (
        await (
          await testAdmin()
        ).query<{ n: number }>(
          'select count(*)::int as n from audit_event where tenant_id = $1 and grant_id is not null',
          [tenant.id],
        )
      ).rows[0]?.n ?? 0;
    const [one, two] = [await events(unit), await events(second)];
    const found = await api.archive.grantedSearch({ q: '防汛', limit: 200 });
    expect(found.isRanked).toBe(true);
    expect(new Set(found.rows.map((row) => row.unitSlug))).toEqual(new Set([unit.slug, second.slug]));
    expect(found.rows.filter((row) => row.unitSlug === unit.slug).every((row) => row.filingYear === 2022)).toBe(true);
    const facets = await api.archive.grantedFacets({ q: '防汛' });
    expect(facet(facets, 'unit')).toEqual(countBy(found.rows, (row) => row.unitSlug));
    expect(facets.total).toBe(found.rows.length);
    expect([await events(unit), await events(second)]).toEqual([one + 2, two + 2]);
    const only = await api.archive.grantedSearch({ q: '防汛', unitSlug: second.slug, sort: 'date', limit: 200 });
    expect(new Set(only.rows.map((row) => row.unitSlug))).toEqual(new Set([second.slug]));
    await expect(api.archive.grantedSearch({ q: '防汛', unitSlug: stranger.slug })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    const counted = await api.archive.grantedFacets({});
    expect(counted.total).toBe(records.filter((record) => record.filingYear === 2022).length + 30);
  });

  it('walks the units’ matches once each, page by page', async () => {
    const api = await callAs(bureau);
    for (const sort of ['relevance', 'code', '-date'] as const) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await api.archive.grantedSearch({ q: '会议', sort, limit: 7, ...(cursor ? { cursor } : {}) });
        seen.push(...page.rows.map((row) => row.id));
        if (!page.page.nextCursor) break;
        cursor = page.page.nextCursor;
      }
      const all = await api.archive.grantedSearch({ q: '会议', sort, limit: 200 });
      expect(seen).toEqual(all.rows.map((row) => row.id));
    }
  });
});

describe('a saved view', () => {
  it('is one’s own until it is shared, and changes only by its owner', async () => {
    const colleague = await makePerson(unit.id, ['unit_archivist']);
    const [mine, theirs] = [() => callAs(unit), () => callAs(unit, colleague)];
    const view = await (await mine()).archive.saveView({
      screen: 'search',
      name: '防汛',
      query: 'q=%E9%98%B2%E6%B1%9B',
    });
    await expect(
      (await mine()).archive.saveView({ screen: 'search', name: '防汛', query: 'q=1' }),
    ).rejects.toMatchObject({ message: 'ALREADY_EXISTS' });
    expect(await (await theirs()).archive.savedViews({ screen: 'search' })).toEqual([]);
    const shared = await (await mine()).archive.changeView({ id: view.id, rowVersion: 1, isShared: true });
    expect(shared).toMatchObject({ rowVersion: 2, isShared: true, isMine: true });
    expect(await (await theirs()).archive.savedViews({ screen: 'search' })).toMatchObject([
      { name: '防汛', isMine: false },
    ]);
    await expect((await theirs()).archive.removeView({ id: view.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await callAs(stranger)).archive.removeView({ id: view.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await mine()).archive.changeView({ id: view.id, rowVersion: 1, name: '别的' })).rejects.toMatchObject(
      { message: 'STALE_VERSION' },
    );
    await expect((await mine()).archive.saveView({ screen: 'search', name: '机密★', query: '' })).rejects.toMatchObject(
      { message: 'CLASSIFIED_CONTENT_REFUSED' },
    );
    expect(await (await callAs(stranger)).archive.savedViews({ screen: 'search' })).toEqual([]);
    await (await mine()).archive.removeView({ id: view.id });
    expect(await (await mine()).archive.savedViews({ screen: 'search' })).toEqual([]);
  });
});

it('exports everything that a search finds, and says why in the log', async () => {
  const api = await callAs(unit);
  const { jobId } = await api.archive.exportSearch({ q: '防汛', reason: '编史修志' });
  const steps = await stepsFor(unit, { q: '防汛', sort: 'code' as const, reason: '编史修志' });
  const counted: number[] = [];
  await writeSearchExport({ ...steps, progress: async (done: number) => void counted.push(done) }, testObjects());
  expect(counted.at(-1)).toBe((await api.archive.searchCount({ q: '防汛' })).count);
  const { rows } = await (await testAdmin()).query<{ reason: string }>(
    "select detail ->> 'reason' as reason from audit_event where tenant_id = $1 and object_id = $2",
    [unit.id, jobId],
  );
  expect(rows).toEqual([{ reason: '编史修志' }]);
});

// Last, because it files two volumes more.
it('finds what lies in a box or a volume by its number, in the one box and in the builder', async () => {
  const api = await callAs(unit);
  const boxed = records.filter((record) => record.boxNumber !== null).map((record) => record.id);
  const idsOf = async (input: Parameters<typeof api.archive.search>[0]) =>
    (await api.archive.search({ ...input, limit: 200 })).rows.map((row) => row.id).sort();
  const condition = (field: string, value: string, operator = 'equals') =>
    ({ builder: { conditions: [{ field, operator, value }] } }) as Parameters<typeof idsOf>[0];
  for (const q of ['第7盒', '盒007', '7号盒']) expect(await idsOf({ q })).toEqual([...boxed].sort());
  for (const value of ['7', '007', '第7盒'])
    expect(await idsOf(condition('boxNumber', value))).toEqual([...boxed].sort());
  expect(await idsOf(condition('boxNumber', '70'))).toEqual([]);
  expect((await api.archive.searchFacets({ q: '第7盒' })).total).toBe(boxed.length);
  const volumes = await plantRecords(unit, fonds, [
    { level: 'volume', categoryCode: 'KU·PZ', referenceCode: 'B028-KU·PZ·2022-012', title: '记账凭证一' },
    {
      level: 'volume',
      categoryCode: 'KU·PZ',
      referenceCode: 'B028-KU·PZ·2022-112',
      title: '记账凭证二',
      endDate: '20220600',
    },
  ]);
  expect(await idsOf({ q: '凭证 案卷12' })).toEqual([volumes[0]?.id]);
  expect(await idsOf(condition('fileNumber', '012'))).toEqual([volumes[0]?.id]);
  expect(await idsOf(condition('fileNumber', '12', 'contains'))).toEqual(volumes.map((row) => row.id).sort());
  expect(await idsOf(condition('subcategoryCode', 'pz'))).toEqual(volumes.map((row) => row.id).sort());
  expect(await idsOf(condition('endDate', '2022-06-30', 'to'))).toEqual([volumes[1]?.id]);
  expect(await idsOf(condition('level', 'volume'))).toEqual(volumes.map((row) => row.id).sort());
  expect((await (await callAs(stranger)).archive.search(condition('fileNumber', '012'))).rows).toEqual([]);
});
