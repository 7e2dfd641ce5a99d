import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { fileRecords, seedRecords } from '@/db/testing/factories/disposition';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { applyOpening } from './opening/decide-opening.ts';

let archives: TestTenant;
let stranger: TestTenant;
let fondsId: string;
let old: string[];
beforeEach(async () => {
  archives = await makeTenant('repository');
  stranger = await makeTenant('repository');
  fondsId = (await makeFonds(archives)).id;
  await (await testAdmin()).query('update classification_scheme set year_from = 1980 where tenant_id = $1', [
    archives.id,
  ]);
  old = [
    ...(await fileRecords(archives, fondsId, 2, { filingYear: 1990 })),
    ...(await fileRecords(archives, fondsId, 2, { filingYear: 1995 })),
  ];
  await fileRecords(archives, fondsId, 1, { filingYear: 2020 });
  await (await testAdmin()).query('update archive_item set accessioned_on = archived_on where tenant_id = $1', [
    archives.id,
  ]);
});
const caller = async () => (await callAs(archives)).disposition;
const decision = (overrides: object) => ({
  decisionNumber: `清档开〔2026〕${Math.floor(Math.random() * 1e9)}号`,
  outcome: 'open' as const,
  decidedOn: '2026-06-01',
  selection: { yearFrom: 1990, yearTo: 1990 },
  ...overrides,
});

describe('opening decisions', () => {
  it('open up to a year, which one undecided or unpublished record holds back', async () => {
    expect(await (await caller()).openUpTo()).toMatchObject({
      openUpTo: null,
      eligibleYear: 2001,
      years: [
        { year: 1990, held: 2, undecided: 2, unpublished: 0 },
        { year: 1995, held: 2, undecided: 2, unpublished: 0 },
      ],
    });
    expect(await (await caller()).previewOpening({ selection: { yearTo: 1990 } })).toEqual({ items: 2 });
    const made = await (await caller()).decideOpening(decision({}));
    expect(made).toMatchObject({ itemCount: 2, jobId: null });
    expect((await (await caller()).openUpTo()).openUpTo).toBeNull();
    const blocking = await (await caller()).openingBlocks({});
    expect(blocking.rows.map((row) => [row.filingYear, row.openFlag])).toEqual([
      [1990, 'open'],
      [1990, 'open'],
      [1995, 'unreviewed'],
      [1995, 'unreviewed'],
    ]);
    const counted = async (filter: object) =>
      (await (await caller()).openingBlocks(filter)).rows.map((row) => row.filingYear);
    expect(await counted({ yearTo: 1992 })).toEqual([1990, 1990]);
    expect(await counted({ kind: 'undecided' })).toEqual([1995, 1995]);
    expect(await counted({ year: 1995, kind: 'unpublished' })).toEqual([]);
    expect((await (await callAs(stranger)).disposition.openingBlocks({})).rows).toEqual([]);
    expect((await (await caller()).downloadOpeningBlocks({ yearTo: 1992 })).fileName).toContain('至1992年');
    const { decisionId } = made;
    await (await caller()).publishOpening({ decisionId, publishedOn: '2026-06-15' });
    await expect((await caller()).publishOpening({ decisionId, publishedOn: '2026-06-15' })).rejects.toThrow(
      'TRANSFER_STATE_WRONG',
    );
    expect((await (await caller()).openUpTo()).openUpTo).toBe(1990);
    await (await caller()).decideOpening(
      decision({
        outcome: 'delayed',
        reasonCode: 'PERSONAL_INFO',
        approvedBy: '清河区档案局',
        delayedUntil: '2036-01-01',
        selection: { itemIds: [old[2]] },
      }),
    );
    await (await caller()).decideOpening(decision({ publishedOn: '2026-06-20', selection: { yearTo: 1995 } }));
    expect((await (await caller()).openUpTo()).openUpTo).toBe(1995);
    expect((await (await caller()).openingBlocks({})).rows).toEqual([]);
    expect((await (await caller()).openings({})).rows.map((row) => [row.outcome, row.itemCount])).toContainEqual([
      'delayed',
      1,
    ]);
    expect((await (await caller()).downloadOpening({ decisionId })).fileName).toContain('开放档案目录');
    for (const one of (await (await caller()).openings({})).rows) {
      const records = await (await caller()).openingRecords({ decisionId: one.id });
      expect([records.page.total, records.decision.decisionNumber]).toEqual([one.itemCount, one.decisionNumber]);
    }
    const [first] = (await (await caller()).openingRecords({ decisionId, limit: 1 })).rows;
    expect(first).toMatchObject({ flagBefore: 'unreviewed', openFlag: 'open' });
    await expect((await callAs(stranger)).disposition.openingRecords({ decisionId })).rejects.toThrow('NOT_FOUND');
  });

  it('keep what a record was before', async () => {
    const itemId = old[0] ?? '';
    await (await caller()).decideOpening(decision({ publishedOn: '2026-06-02', selection: { itemIds: [itemId] } }));
    await (await caller()).decideOpening(
      decision({
        outcome: 'controlled',
        reasonCode: 'TRADE_SECRET',
        selection: { itemIds: [itemId], onlyUnreviewed: false },
      }),
    );
    const history = await (await caller()).openingHistory({ itemId });
    expect(history.map((step) => [step.outcome, step.flagBefore])).toEqual([
      ['controlled', 'open'],
      ['open', 'unreviewed'],
    ]);
    expect((await (await callAs(archives)).archive.byId({ id: itemId })).item.openFlag).toBe('controlled');
    expect(await (await callAs(stranger)).disposition.openingHistory({ itemId })).toEqual([]);
  });

  it('are refused without a reason, an approval, or anything to decide', async () => {
    await expect((await caller()).decideOpening(decision({ outcome: 'controlled' }))).rejects.toThrow();
    await expect(
      (await caller()).decideOpening(decision({ outcome: 'delayed', reasonCode: 'OTHER' })),
    ).rejects.toThrow();
    await expect((await caller()).decideOpening(decision({ selection: {} }))).rejects.toThrow('BAD_INPUT');
    await expect((await caller()).decideOpening(decision({ selection: { yearTo: 1950 } }))).rejects.toThrow(
      'NOT_FOUND',
    );
    await expect(
      (await callAs(stranger)).disposition.decideOpening(decision({ selection: { itemIds: old } })),
    ).rejects.toThrow('NOT_FOUND');
    await expect(
      (await caller()).decideOpening(decision({ selection: { fondsId, yearTo: 1990 } })),
    ).resolves.toBeDefined();
    const receiver = await makePerson(archives.id, ['archives_receiver']);
    await expect((await callAs(archives, receiver)).disposition.decideOpening(decision({}))).rejects.toThrow(
      'FORBIDDEN',
    );
  });

  it('are applied by a worker when they are many, once', async () => {
    await seedRecords(archives, fondsId, 600, 1999);
    await (await testAdmin()).query('update archive_item set accessioned_on = archived_on where tenant_id = $1', [
      archives.id,
    ]);
    const made = await (await caller()).decideOpening(decision({ selection: { yearFrom: 1999, yearTo: 1999 } }));
    expect(made.jobId).not.toBeNull();
    const scope = scopeOf(archives);
    for (let twice = 0; twice < 2; twice += 1)
      await withTenantDb(await testPools(), scope, (tdb) => applyOpening(tdb, scope, made));
    const { rows } = await (await testAdmin()).query<{ n: number }>(
      "select count(*)::int as n from archive_item where tenant_id = $1 and open_flag = 'open'",
      [archives.id],
    );
    expect(rows[0]?.n).toBe(600);
    expect((await (await caller()).openings({})).rows[0]).toMatchObject({ state: 'done', itemCount: 600 });
  });
});
