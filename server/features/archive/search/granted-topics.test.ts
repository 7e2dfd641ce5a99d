import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, makeGrant } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';

let bureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;
let ungranted: TestTenant;

const fill = async (tenant: TestTenant, topics: readonly (readonly [string[], number])[]) => {
  const fonds = await makeFonds(tenant);
  const caller = callEach(tenant);
  for (const [index, [codes, filingYear]] of topics.entries())
    await caller.archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title: `关于第${index + 1}号事项的通知`,
      documentDate: `${filingYear}0506`,
      openFlag: 'unreviewed',
      topics: codes,
    });
};
const looks = async (tenant: TestTenant): Promise<number> => {
  const { rows } = await (await testAdmin()).query<{ n: number }>(
    "select count(*)::int as n from audit_event where tenant_id = $1 and action = 'archive.grantedTopics'",
    [tenant.id],
  );
  return rows[0]?.n ?? 0;
};

beforeAll(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
  [second, ungranted] = [await makeTenant('township'), await makeTenant('township')];
  await supervise(bureau, second);
  await supervise(bureau, ungranted);
  const marked = [
    [['YQFK'], 2020],
    [['YQFK', 'ZDJC'], 2022],
    [[], 2022],
  ] as const;
  for (const tenant of [unit, ungranted, stranger])
    await fill(
      tenant,
      marked.map(([codes, year]) => [[...codes], year]),
    );
  await fill(second, [[['ZDJC'], 2021]]);
});

describe('topics of units under grants', () => {
  it('are read only with a live grant', async () => {
    await expect(callEach(bureau).archive.grantedTopics({})).rejects.toThrow('NOT_FOUND');
  });

  it('say who keeps records of a topic and who keeps none, and each look stands in the log of each unit', async () => {
    await makeGrant(bureau, unit);
    await makeGrant(bureau, second);
    const inspector = callEach(bureau);
    const page = await inspector.archive.grantedTopics({ topic: 'YQFK' });
    expect(page.counts).toEqual({ units: 2, held: 1, lacking: 1, records: 2 });
    expect(page.rows.find((row) => row.unitSlug === unit.slug)).toMatchObject({
      unitName: unit.name,
      records: 2,
      yearFrom: 2020,
      yearTo: 2022,
    });
    expect(page.rows.find((row) => row.unitSlug === second.slug)).toMatchObject({ records: 0, yearFrom: null });
    expect([await looks(unit), await looks(second), await looks(ungranted)]).toEqual([1, 1, 0]);
    const lacking = await inspector.archive.grantedTopics({ topic: 'YQFK', held: false });
    expect(lacking.rows.map((row) => row.unitSlug)).toEqual([second.slug]);
    expect(lacking.page.total).toBe(1);
    expect((await inspector.archive.grantedTopics({ topic: 'ZDJC' })).counts).toMatchObject({ held: 2, records: 2 });
    expect((await inspector.archive.grantedTopics({ q: unit.name })).rows).toHaveLength(1);
  });

  it('go out as a workbook of the inspector’s own unit, with a look in every log', async () => {
    const before = await looks(unit);
    const file = await callEach(bureau).archive.downloadGrantedTopics({ topic: 'YQFK', held: true });
    expect(await looks(unit)).toBe(before + 1);
    const sheet = (await readObject(testObjects(), file)).toString('latin1');
    expect(sheet.startsWith('PK')).toBe(true);
    expect(file.tenantId).toBe(bureau.id);
    await expect(callEach(stranger).archive.downloadGrantedTopics({})).rejects.toThrow(/NOT_FOUND|FORBIDDEN/);
  });

  it('go page by page', async () => {
    const inspector = callEach(bureau);
    const all = (await inspector.archive.grantedTopics({ topic: 'ZDJC' })).rows;
    const one = await inspector.archive.grantedTopics({ topic: 'ZDJC', limit: 1 });
    const two = await inspector.archive.grantedTopics({ topic: 'ZDJC', limit: 1, cursor: one.page.nextCursor ?? '' });
    expect([...one.rows, ...two.rows]).toEqual(all);
    expect(two.page.nextCursor).toBeNull();
    const cursor = two.page.previousCursor ?? '';
    const back = await inspector.archive.grantedTopics({ topic: 'ZDJC', limit: 1, cursor, direction: 'before' });
    expect(back.rows).toEqual(one.rows);
  });

  it('end at the scope of the grant and with the grant, and are only the named inspector’s', async () => {
    const [third, fourth] = [await makeTenant('bureau'), await makeTenant('township')];
    await supervise(third, fourth);
    await fill(fourth, [
      [['YQFK'], 2020],
      [['YQFK'], 2022],
    ]);
    await makeGrant(third, fourth, { yearFrom: 2021, yearTo: 2024 });
    expect((await callEach(third).archive.grantedTopics({})).rows).toMatchObject([
      { unitSlug: fourth.slug, records: 1, yearFrom: 2022, yearTo: 2022 },
    ]);
    const colleague = callEach(third, await makePerson(third.id, ['bureau_inspector']));
    await expect(colleague.archive.grantedTopics({})).rejects.toThrow('NOT_FOUND');
    const archivist = callEach(unit, await makePerson(unit.id, ['unit_archivist']));
    await expect(archivist.archive.grantedTopics({})).rejects.toThrow('FORBIDDEN');
  });
});
