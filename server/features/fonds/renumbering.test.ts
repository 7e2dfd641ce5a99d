import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import type { createItemInput } from '@/server/domain/archive/archive-record';
import type { Caller } from '@/server/trpc/app-router';
import { workThroughTable } from './apply-renumbering.ts';
import { workOutPlan } from './plan-renumbering.ts';

let unit: TestTenant;
let stranger: TestTenant;
let serial = 500;

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
});

const as = (tenant: TestTenant): Promise<Caller> => callAs(tenant);
const newFonds = (isOfficial = true) => makeFonds(unit, { number: `B${++serial}`, isOfficial });
type Input = z.input<typeof createItemInput>;
const create = async (fonds: { id: string }, rest: Partial<Input> = {}) =>
  (await as(unit)).archive.create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear: 2023,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title: '清河区水利局关于印发2023年工作要点的通知',
    ...rest,
  });
const codeOf = async (id: string) => (await (await as(unit)).archive.byId({ id })).item;
const year = (fonds: { id: string }) => ({ fondsId: fonds.id, categoryCode: 'WS', filingYear: 2023 });
const plan = async (fonds: { id: string }, rest: Record<string, unknown>) =>
  (await as(unit)).fonds.planRenumbering({ ...year(fonds), mode: 'order', reason: '整理时编错', ...rest } as never);
const apply = async (id: string) => (await as(unit)).fonds.applyRenumbering({ id });
const table = async (id: string) =>
  (await (await as(unit)).fonds.renumberingRows({ id })).rows.map((row) => [row.oldCode, row.newCode, row.problem]);

describe('renumbering', () => {
  it('lets provisional codes change places, then locks them', async () => {
    const fonds = await newFonds();
    const made = [];
    for (const documentDate of ['20230501', '20230301', '20230110'])
      made.push(await create(fonds, { documentDate, isProvisional: true }));
    const planned = await plan(fonds, { scope: 'provisional', sortBy: 'date' });
    expect(planned).toMatchObject({ state: 'planned', rowCount: 3, changedCount: 2, problemCount: 0 });
    expect(await apply(planned.id)).toMatchObject({ state: 'applied' });
    const codes = await Promise.all(made.map(async ({ id }) => (await codeOf(id)).referenceCode.slice(-4)));
    expect(codes).toEqual(['0003', '0002', '0001']);
    expect(await codeOf(made[0]?.id ?? '')).toMatchObject({ codeState: 'locked', oldCodes: [], itemNumber: 3 });
    expect((await create(fonds)).referenceCode).toMatch(/0004$/);
    await expect(apply(planned.id)).rejects.toMatchObject({ message: 'RENUMBERING_STATE_WRONG' });
  });

  it('moves locked records into numbers that nobody had, keeps their old codes and finds them by these', async () => {
    const fonds = await newFonds();
    for (const number of ['0001', '0004', '0005'])
      await create(fonds, { referenceCode: `${fonds.number}-WS·2023-Y-BGS-${number}` });
    const planned = await plan(fonds, { mode: 'gaps' });
    expect(await table(planned.id)).toEqual([
      [`${fonds.number}-WS·2023-Y-BGS-0004`, `${fonds.number}-WS·2023-Y-BGS-0002`, null],
      [`${fonds.number}-WS·2023-Y-BGS-0005`, `${fonds.number}-WS·2023-Y-BGS-0003`, null],
    ]);
    await apply(planned.id);
    const api = await as(unit);
    const found = await api.archive.list({ q: `${fonds.number}-WS·2023-Y-BGS-0005` });
    expect(found.rows.map((row) => row.referenceCode)).toContain(`${fonds.number}-WS·2023-Y-BGS-0003`);
    const [row] = found.rows;
    expect(await api.fonds.formerCodes({ itemId: row?.id ?? '' })).toMatchObject([
      { oldCode: `${fonds.number}-WS·2023-Y-BGS-0005`, reason: '整理时编错', changedByName: '周某' },
    ]);
    // The number that was given up is nobody's: neither by hand nor by counting.
    await expect(create(fonds, { referenceCode: `${fonds.number}-WS·2023-Y-BGS-0004` })).rejects.toMatchObject({
      message: 'REFERENCE_CODE_TAKEN',
    });
    expect((await create(fonds)).referenceCode).toMatch(/0006$/);
    expect((await api.fonds.checkCodes(year(fonds))).counts).toMatchObject({ gap: 0, retired: 2 });
    expect(await api.fonds.downloadRenumbering({ id: planned.id, format: 'pdf' })).toMatchObject({
      mediaType: 'application/pdf',
    });
    expect(await api.fonds.downloadRenumbering({ id: planned.id })).toMatchObject({
      fileName: expect.stringContaining('对照表'),
    });
    await expect((await as(stranger)).fonds.renumberingRows({ id: planned.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await as(stranger)).fonds.applyRenumbering({ id: planned.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('is guarded by the database as well: no locked code leaves without its history, none comes back', async () => {
    const fonds = await newFonds();
    const { id } = await create(fonds);
    const change = (code: string) =>
      testPools().then((pools) =>
        withTenantDb(pools, scopeOf(unit), (tdb) =>
          tdb
            .updateTable('archiveItem')
            .set({ referenceCode: code })
            .where('tenantId', '=', unit.id)
            .where('id', '=', id)
            .execute(),
        ),
      );
    await expect(change('X-1')).rejects.toMatchObject({ constraint: 'archive_code_kept' });
    await plan(fonds, { mode: 'template', templateCode: 'DAT13_ITEM_ORG' }).then((planned) => apply(planned.id));
    expect((await codeOf(id)).referenceCode).toBe(`${fonds.number}-WS·2023·Y·BGS-0001`);
    await expect(change(`${fonds.number}-WS·2023-Y-BGS-0001`)).rejects.toMatchObject({
      constraint: 'archive_item_code',
    });
    const pools = await testPools();
    const lie = withTenantDb(pools, scopeOf(unit), (tdb) =>
      tdb
        .insertInto('archiveCodeHistory')
        .values({
          tenantId: unit.id,
          oldCode: `${fonds.number}-WS·2023·Y·BGS-0001`,
          oldSort: 'x',
          itemId: id,
          newCode: 'y',
          reason: 'z',
          changedByName: 'q',
        })
        .execute(),
    );
    await expect(lie).rejects.toMatchObject({ constraint: 'archive_code_kept' });
  });

  it('changes the template of a year with its volumes and what lies in them, and says what cannot be written', async () => {
    const fonds = await newFonds();
    await create(fonds, { orgCode: 'BGS' });
    await create(fonds, { orgCode: 'RSK' });
    const planned = await plan(fonds, { mode: 'template', templateCode: 'DAT13_ITEM' });
    // Two organisations counted from 1 each: without the organisation they are counted anew.
    expect((await table(planned.id)).map((row) => row[1])).toEqual([
      `${fonds.number}-WS·2023·Y-0001`,
      `${fonds.number}-WS·2023·Y-0002`,
    ]);
    await (await as(unit)).fonds.dropRenumbering({ id: planned.id });
    await expect(apply(planned.id)).rejects.toMatchObject({ message: 'RENUMBERING_STATE_WRONG' });
    const wrong = await plan(fonds, { mode: 'template', templateCode: 'DAT13_ACC' });
    expect(wrong).toMatchObject({ changedCount: 0, problemCount: 2 });
    await expect(plan(fonds, { mode: 'template' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(plan({ id: fonds.id }, { filingYear: 1999 })).rejects.toMatchObject({
      message: 'NOTHING_TO_RENUMBER',
    });
    await expect(plan(fonds, { reason: '机密★10年' })).rejects.toMatchObject({ message: 'CLASSIFIED_CONTENT_REFUSED' });
  });

  it('is refused when the catalogue went on after the preview', async () => {
    const fonds = await newFonds();
    await create(fonds, { referenceCode: `${fonds.number}-WS·2023-Y-BGS-0003` });
    const planned = await plan(fonds, { mode: 'gaps' });
    await create(fonds, { referenceCode: `${fonds.number}-WS·2023-Y-BGS-0001` });
    await expect(apply(planned.id)).rejects.toMatchObject({ message: 'RENUMBERING_STALE' });
    expect((await (await as(unit)).fonds.renumberingById({ id: planned.id })).renumbering.state).toBe('planned');
  });

  it('gives a fonds its official number, volumes and pieces and all, by the job as well as at once', async () => {
    const fonds = await newFonds(false);
    const piece = await create(fonds);
    const group = await create(fonds, { categoryCode: 'ZP', level: 'group', orgCode: undefined, title: '开工仪式' });
    const photo = await create(fonds, { categoryCode: 'ZP', parentId: group.id, title: '开工仪式现场' });
    expect((await codeOf(piece.id)).codeState).toBe('provisional');
    const official = `F${serial}`;
    const planned = await (await as(unit)).fonds.planOfficialNumber({
      fondsId: fonds.id,
      officialNumber: official,
      reason: '区档案馆分配全宗号',
    });
    expect(planned).toMatchObject({ mode: 'official', changedCount: 3 });
    const pools = await testPools();
    await withTenantDb(pools, scopeOf(unit), (tdb) => workOutPlan(tdb, scopeOf(unit), { renumberingId: planned.id }));
    await withTenantDb(pools, scopeOf(unit), (tdb) =>
      workThroughTable(tdb, scopeOf(unit), { renumberingId: planned.id }),
    );
    expect((await codeOf(photo.id)).referenceCode).toBe(`${official}-ZP·2023·Y-001-001`);
    expect(await codeOf(piece.id)).toMatchObject({
      referenceCode: `${official}-WS·2023-Y-BGS-0001`,
      codeState: 'locked',
      oldCodes: [`${fonds.number}-WS·2023-Y-BGS-0001`],
    });
    expect((await (await as(unit)).fonds.byId({ id: fonds.id })).fonds).toMatchObject({
      number: official,
      isOfficial: true,
      provisionalNumber: fonds.number,
    });
    expect((await create(fonds)).referenceCode).toBe(`${official}-WS·2023-Y-BGS-0002`);
  });

  it('is not needed for a provisional code, which changes by hand until it is locked', async () => {
    const fonds = await newFonds();
    const { id } = await create(fonds, { isProvisional: true });
    const changed = await (await as(unit)).fonds.changeCode({
      itemId: id,
      rowVersion: 1,
      referenceCode: `${fonds.number}-ws.2023-Y-BGS-0009`,
    });
    expect(changed).toMatchObject({
      referenceCode: `${fonds.number}-WS·2023-Y-BGS-0009`,
      itemNumber: 9,
      codeState: 'provisional',
    });
    const attempt = async (referenceCode: string, rowVersion = 2) =>
      (await as(unit)).fonds.changeCode({ itemId: id, rowVersion, referenceCode });
    await expect(attempt(`${fonds.number}-WS·2022-Y-BGS-0009`)).rejects.toMatchObject({
      message: 'REFERENCE_CODE_MALFORMED',
    });
    await expect(attempt(`${fonds.number}-WS·2023-Y-BGS-0008`, 1)).rejects.toMatchObject({ message: 'STALE_VERSION' });
    const locked = await create(fonds);
    await expect(attempt(locked.referenceCode)).rejects.toMatchObject({ message: 'REFERENCE_CODE_TAKEN' });
    await expect(
      (await as(unit)).fonds.changeCode({
        itemId: locked.id,
        rowVersion: 1,
        referenceCode: `${fonds.number}-WS·2023-Y-BGS-0030`,
      }),
    ).rejects.toMatchObject({ message: 'CODE_LOCKED' });
    await expect(
      (await as(stranger)).fonds.changeCode({ itemId: id, rowVersion: 2, referenceCode: 'x' }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});
