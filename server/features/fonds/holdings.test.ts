import { beforeAll, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;
let topic: string;

const rowsBy = async (by: 'category' | 'fonds' | 'carrier' | 'topic' | 'period' | 'accession', tenant = unit) =>
  (await (await callAs(tenant)).fonds.holdings({ by, year: 2024 })).rows;
const record = async (tenant: TestTenant, fonds: string, filingYear: number, documentDate?: string) => {
  const given = { fondsId: fonds, categoryCode: 'WS', filingYear, retentionCode: 'Y', orgCode: 'BGS' } as const;
  const words = {
    title: '关于防汛的通知',
    responsibleParty: '清河区水利局',
    pageCount: 3,
    openFlag: 'unreviewed',
  } as const;
  return (await callAs(tenant)).archive.create({
    ...given,
    ...words,
    documentDate: documentDate ?? `${filingYear}0110`,
  });
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  const ids: string[] = [];
  for (const year of [2015, 2023, 2024]) ids.push((await record(unit, fondsId, year)).id);
  await record(stranger, (await makeFonds(stranger)).id, 2024);
  const admin = await testAdmin();
  await admin.query("update archive_item set archived_on = '2024-06-01' where tenant_id = $1 and filing_year >= 2023", [
    unit.id,
  ]);
  await admin.query(
    "update archive_item set archived_on = '2016-06-01', page_count = null where tenant_id = $1 and filing_year = 2015",
    [unit.id],
  );
  await admin.query("insert into item_scan (tenant_id, item_id, done_on) values ($1, $2, '2024-07-01')", [
    unit.id,
    ids[0],
  ]);
  const api = await callAs(unit);
  topic = (await api.fonds.topics()).find((one) => one.isActive)?.code ?? '';
  await api.fonds.markTopics({ itemIds: ids.slice(0, 2), add: [topic], remove: [] });
});

it('counts what is held, what came in during the year and what is not done yet, whichever way it is cut', async () => {
  const whole = { held: 3, entries: 3, added: 2, scanned: 1, linked: 0, texted: 0, incomplete: 1 };
  expect(await rowsBy('category')).toMatchObject([{ key: 'WS', ...whole }]);
  expect(await rowsBy('carrier')).toMatchObject([{ key: 'paper', ...whole }]);
  expect(await rowsBy('fonds')).toMatchObject([{ key: fondsId, ...whole }]);
  expect(await rowsBy('period')).toMatchObject([
    { key: '2010', held: 1, added: 0, scanned: 1, incomplete: 1 },
    { key: '2020', held: 2, added: 2, scanned: 0, incomplete: 0 },
  ]);
  expect(await rowsBy('category', stranger)).toMatchObject([{ held: 1, scanned: 0 }]);
});

it('leads from every count to the records that it counts, and to none of a stranger', async () => {
  const api = await callAs(unit);
  const measures = ['held', 'entries', 'added', 'scanned', 'linked', 'texted', 'incomplete'] as const;
  for (const by of ['category', 'fonds', 'carrier', 'topic', 'period'] as const)
    for (const row of await rowsBy(by))
      for (const measure of measures) {
        const { rows, page } = await api.fonds.holdingsRows({ by, key: row.key, measure, year: 2024 });
        expect([by, row.key, measure, rows.length, page.total]).toEqual([
          by,
          row.key,
          measure,
          row[measure],
          row[measure],
        ]);
      }
  const open = await api.fonds.holdingsRows({ by: 'fonds', key: fondsId, measure: 'unscanned', year: 2024, limit: 1 });
  expect(open).toMatchObject({ page: { total: 2 }, detail: expect.any(String) });
  const cursor = open.page.nextCursor ?? '';
  const rest = { by: 'fonds', key: fondsId, measure: 'unscanned', year: 2024, limit: 1, cursor } as const;
  const next = await api.fonds.holdingsRows(rest);
  expect(next.rows).toHaveLength(1);
  expect(next.rows[0]?.id).not.toBe(open.rows[0]?.id);
  const file = await api.fonds.downloadHoldingsRows({ by: 'category', key: 'WS', measure: 'incomplete', year: 2024 });
  expect(file.fileName).toContain('著录不全');
  const foreign = (await callAs(stranger)).fonds;
  await expect(foreign.holdingsRows(rest)).rejects.toMatchObject({ message: 'NOT_FOUND' });
});

it('shows the topics of the year first, with what they gained', async () => {
  const api = await callAs(unit);
  const unheld = (await api.fonds.topics()).find((one) => one.isActive && one.code !== topic)?.code ?? '';
  await api.fonds.setPriority({ year: 2024, topicCode: unheld, isPriority: true, target: 50 });
  const rows = await rowsBy('topic');
  expect(rows[0]).toMatchObject({ key: unheld, isPriority: true, target: 50, held: 0 });
  expect(rows.find((row) => row.key === topic)).toMatchObject({ isPriority: false, held: 2, added: 1 });
  expect(rows.find((row) => row.key === '')).toMatchObject({ held: 1, name: null });
  expect((await rowsBy('topic', stranger)).some((row) => row.isPriority)).toBe(false);
  await api.fonds.setPriority({ year: 2024, topicCode: unheld, isPriority: false });
  expect((await rowsBy('topic')).some((row) => row.isPriority)).toBe(false);
  await expect(api.fonds.setPriority({ year: 2024, topicCode: '没有的', isPriority: true })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
});

it('says of each delivery how much of it is still to be catalogued and how long it took', async () => {
  const api = await callAs(unit);
  const line = { categoryCode: 'WS', unit: 'piece', quantity: 5 } as const;
  const { accessionId: id } = await api.disposition.registerAccession({
    sourceKind: 'department',
    transferorKind: 'internal',
    sourceName: '办公室',
    mode: 'filing',
    receivedOn: '2024-03-01',
    handledBy: '周某',
    lines: [line],
  });
  const admin = await testAdmin();
  await admin.query(
    "update archive_item set accession_id = $2, created_at = '2024-03-11 12:00+08' where tenant_id = $1 and filing_year >= 2023",
    [unit.id, id],
  );
  expect(await rowsBy('accession')).toMatchObject([{ key: id, expected: 5, held: 2, days: 10 }]);
  expect(await rowsBy('accession', stranger)).toEqual([]);
  const file = await api.fonds.downloadHoldings({ by: 'accession', year: 2024 });
  expect(file.sizeBytes).toBeGreaterThan(1_000);
});

it('tells for a filing year and department how much is arranged, numbered and boxed', async () => {
  const api = await callAs(unit);
  await api.filing.addDepartment({ code: 'BGS', name: '办公室' });
  const admin = await testAdmin();
  await admin.query("update archive_item set box_number = '001' where tenant_id = $1 and filing_year = 2024", [
    unit.id,
  ]);
  await record(unit, fondsId, 2024);
  const { departments } = await api.filing.plan({ year: 2024 });
  expect(departments).toMatchObject([{ departmentName: '办公室', arranged: 2, boxed: 1 }]);
  const asked = { by: 'department', key: 'BGS', year: 2024 } as const;
  const [department] = departments;
  for (const measure of ['arranged', 'numbered', 'boxed'] as const)
    expect(await api.fonds.holdingsRows({ ...asked, measure })).toMatchObject({
      page: { total: department?.[measure] },
      name: '办公室',
    });
});
