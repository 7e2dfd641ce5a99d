import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, makeGrant } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

const DAY = 86_400_000;
const UNKNOWN = '0198c0de-0000-7000-8000-00000000dead';

let bureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;
let otherBureau: TestTenant;
const ids = new Map<string, string>();

const fill = async (tenant: TestTenant, number: string) => {
  const fonds = await makeFonds(tenant, { number });
  for (const [title, categoryCode, filingYear, org] of [
    ['关于防汛工作的通知', 'WS', 2023, 'BGS'],
    ['关于抗旱工作的通知', 'WS', 2021, 'BGS'],
    ['关于防汛物资的请示', 'WS', 2023, 'SGK'],
  ] as const) {
    const api = await callAs(tenant);
    const made = await api.archive.create({
      fondsId: fonds.id,
      categoryCode,
      filingYear,
      retentionCode: 'Y',
      orgCode: org,
      title,
      documentDate: `${filingYear}0506`,
      openFlag: 'unreviewed',
    });
    ids.set(`${number} ${title}`, made.id);
  }
  const volume = await (await callAs(tenant)).archive.create({
    fondsId: fonds.id,
    categoryCode: 'KU',
    filingYear: 2023,
    retentionCode: 'D30',
    referenceCode: `${number}-KU·PZ·2023-001`,
    title: '2023年1月记账凭证',
    documentDate: '20230131',
    openFlag: 'unreviewed',
  });
  ids.set(`${number} KU`, volume.id);
};

beforeAll(async () => {
  ({ bureau, unit, stranger, otherBureau } = await makeSupervisedPair());
  second = await makeTenant('township');
  await supervise(bureau, second);
  await Promise.all([fill(unit, 'B001'), fill(second, 'B002'), fill(stranger, 'B003')]);
});

const events = async (tenant: TestTenant): Promise<number> => {
  const { rows } = await (await testAdmin()).query<{ n: number }>(
    'select count(*)::int as n from audit_event where tenant_id = $1 and grant_id is not null',
    [tenant.id],
  );
  return rows[0]?.n ?? 0;
};
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const listAs = async (person = bureau.worker, unitSlug: string | null = unit.slug, more: object = {}) =>
  (await callAs(bureau, person)).archive.grantedList({ unitSlug, ...more });

describe('without a live grant', () => {
  it.each([
    ['none at all', null],
    [
      'one that has ended',
      { validFrom: new Date(Date.now() - 2 * DAY).toISOString(), validTo: new Date(Date.now() - DAY).toISOString() },
    ],
    [
      'one that has not begun',
      { validFrom: new Date(Date.now() + DAY).toISOString(), validTo: new Date(Date.now() + 2 * DAY).toISOString() },
    ],
    ['one that was revoked', { isRevoked: true }],
    ['one over other records', { recordClasses: ['training'] }],
    ['one for somebody else', { accountIds: [UNKNOWN] }],
  ])('%s: the unit reads like no unit', async (_label, overrides) => {
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    if (overrides) await makeGrant(bureau, second, { accountIds: [inspector.accountId], ...overrides });
    const before = await events(second);
    const api = await callAs(bureau, inspector);
    const answers = [
      await refused(api.archive.grantedList({ unitSlug: second.slug })),
      await refused(api.archive.grantedList({ unitSlug: null })),
      await refused(api.archive.grantedById({ unitSlug: second.slug, id: ids.get('B002 KU') ?? '' })),
      await refused(api.archive.grantedList({ unitSlug: 'no-such-unit' })),
    ];
    expect(answers).toEqual(answers.map(() => 'NOT_FOUND'));
    expect(await api.archive.grantedUnits()).toEqual([]);
    expect(await events(second)).toBe(before);
  });
});

describe('under a grant', () => {
  it('reads one unit, and each call leaves one event in its log', async () => {
    const grantId = await makeGrant(bureau, unit);
    const before = await events(unit);
    const { rows, page } = await listAs();
    expect(rows.map((row) => row.referenceCode)).toEqual([
      'B001-KU·PZ·2023-001',
      'B001-WS·2021-Y-BGS-0001',
      'B001-WS·2023-Y-BGS-0001',
      'B001-WS·2023-Y-SGK-0001',
    ]);
    expect(page.total).toBe(4);
    expect((await listAs(bureau.worker, unit.slug, { q: '防汛' })).rows).toHaveLength(2);
    const { item, grant } = await (await callAs(bureau)).archive.grantedById({
      unitSlug: unit.slug,
      id: ids.get('B001 KU') ?? '',
    });
    expect([item.title, grant.grantId]).toEqual(['2023年1月记账凭证', grantId]);
    expect(await events(unit)).toBe(before + 3);
    const looks = (await (await callAs(bureau)).archive.grantedUnits()).find((use) => use.grantId === grantId);
    expect(looks).toMatchObject({ unitName: unit.name, reason: '年度检查', looks: 3 });
    const { history } = await (await callAs(unit)).archive.byId({ id: ids.get('B001 KU') ?? '' });
    expect(history[0]).toMatchObject({
      action: 'archive.grantedById',
      isGrantRead: true,
      actorTenantName: bureau.name,
    });
  });

  it('reads nothing outside the categories and years of the grant, by list, search or id', async () => {
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    await makeGrant(bureau, unit, {
      accountIds: [inspector.accountId],
      categoryCodes: ['WS'],
      yearFrom: 2022,
      yearTo: 2023,
    });
    const inside = ['B001-WS·2023-Y-BGS-0001', 'B001-WS·2023-Y-SGK-0001'];
    expect((await listAs(inspector)).rows.map((row) => row.referenceCode)).toEqual(inside);
    expect((await listAs(inspector, unit.slug, { q: '工作' })).rows.map((row) => row.referenceCode)).toEqual([
      inside[0],
    ]);
    expect((await listAs(inspector, unit.slug, { categoryCode: 'KU' })).rows).toEqual([]);
    const api = await callAs(bureau, inspector);
    const before = await events(unit);
    const answers = [ids.get('B001 KU'), ids.get('B001 关于抗旱工作的通知'), ids.get('B003 KU'), UNKNOWN].map((id) =>
      refused(api.archive.grantedById({ unitSlug: unit.slug, id: id ?? '' })),
    );
    expect(await Promise.all(answers)).toEqual(answers.map(() => 'NOT_FOUND'));
    expect(await events(unit)).toBe(before);
  });

  it('reads several units with different scopes in one order, page by page, forwards and back', async () => {
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    await makeGrant(bureau, unit, { accountIds: [inspector.accountId], categoryCodes: ['WS'] });
    await makeGrant(bureau, second, { accountIds: [inspector.accountId] });
    // A second grant over the same unit: what both show is shown once.
    await makeGrant(bureau, unit, { accountIds: [inspector.accountId], yearFrom: 2023, yearTo: 2023 });
    const all = (await listAs(inspector, null)).rows.map((row) => row.referenceCode);
    expect(all).toHaveLength(8);
    expect(all.slice(0, 4).every((code) => code.startsWith('B001'))).toBe(true);
    const seen: string[] = [];
    let cursor: string | undefined;
    let previous: string | null = null;
    do {
      const { rows, page } = await listAs(inspector, null, { limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...rows.map((row) => row.referenceCode));
      cursor = page.nextCursor ?? undefined;
      previous = page.previousCursor;
    } while (cursor);
    expect(seen).toEqual(all);
    const back = await listAs(inspector, null, { limit: 3, cursor: previous, direction: 'before' });
    expect(back.rows.map((row) => row.referenceCode)).toEqual(all.slice(3, 6));
    const [unitBefore, secondBefore] = [await events(unit), await events(second)];
    expect((await listAs(inspector, null, { q: '防汛' })).rows).toHaveLength(4);
    expect([(await events(unit)) - unitBefore, (await events(second)) - secondBefore]).toEqual([2, 1]);
  });

  it('is of no use to another bureau, to a colleague who is not named, or to the tenant procedures', async () => {
    await makeGrant(bureau, unit);
    expect(await refused((await callAs(otherBureau)).archive.grantedList({ unitSlug: unit.slug }))).toBe('NOT_FOUND');
    expect(await refused(listAs(await makePerson(bureau.id, ['bureau_inspector'])))).toBe('NOT_FOUND');
    expect(await refused(listAs(await makePerson(bureau.id, ['bureau_lead'])))).toBe('FORBIDDEN');
    expect(await refused((await callAs(bureau)).archive.byId({ id: ids.get('B001 KU') ?? '' }))).toBe('NOT_FOUND');
    expect((await (await callAs(bureau)).archive.list({ q: '防汛' })).rows).toEqual([]);
    expect(
      await refused(
        (await callAs(bureau)).archive.grantedById({ unitSlug: stranger.slug, id: ids.get('B003 KU') ?? '' }),
      ),
    ).toBe('NOT_FOUND');
  });
});
