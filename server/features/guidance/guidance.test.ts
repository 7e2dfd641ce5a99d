import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const act = (unitTenantIds: number[]) =>
  ({ unitTenantIds, mode: 'onsite', topic: '档号编制', hours: 1.5, guidedOn: '2026-05-06' }) as const;
const api = async (tenant: TestTenant) => (await callAs(tenant)).guidance;

it('enters one event for each unit, once however often the form is sent', async () => {
  const village = await makeTenant('village');
  await supervise(unit, village);
  const caller = await callAs(bureau, bureau.worker, 'the-same-key');
  const input = act([unit.id, village.id, unit.id]);
  const first = await caller.guidance.register(input);
  expect(first.guidanceIds).toHaveLength(2);
  expect(await caller.guidance.register(input)).toEqual(first);
  const { rows } = await (await callAs(bureau)).guidance.list({ year: 2026 });
  expect(rows.map((row) => [row.subjectName, row.subjectKind, row.hours, row.state]).sort()).toEqual(
    [
      [unit.name, 'township', 1.5, 'done'],
      [village.name, 'village', 1.5, 'done'],
    ].sort(),
  );
  expect((await (await callAs(bureau)).guidance.units()).map((one) => one.tenantId).sort()).toEqual(
    [unit.id, village.id].sort(),
  );
});

it('knows only units below, and enters nothing when one of them is not', async () => {
  for (const foreign of [stranger.id, 2_000_000_000])
    expect(await refused((await api(bureau)).register(act([unit.id, foreign])))).toBe('NOT_FOUND');
  expect(await refused((await api(bureau)).register(act([])))).toBe('BAD_INPUT');
  expect(await refused((await api(bureau)).register({ ...act([unit.id]), guidedOn: dayFromNow(1) }))).toBe('BAD_INPUT');
  expect((await (await callAs(bureau)).guidance.list({})).rows).toEqual([]);
});

it('is struck out once, with the version that was seen', async () => {
  const { guidanceIds } = await (await callAs(bureau)).guidance.register(act([unit.id]));
  const strike = { guidanceId: guidanceIds[0]!, rowVersion: 1, reason: '登记错了' };
  await expect((await callAs(otherBureau)).guidance.void(strike)).rejects.toThrow('NOT_FOUND');
  await expect((await callAs(bureau)).guidance.void({ ...strike, rowVersion: 9 })).rejects.toThrow('STALE_VERSION');
  await (await callAs(bureau)).guidance.void(strike);
  await expect((await callAs(bureau)).guidance.void({ ...strike, rowVersion: 2 })).rejects.toThrow('CONFLICT');
  expect((await (await callAs(bureau)).guidance.list({ state: 'done' })).rows).toEqual([]);
  expect((await (await api(unit)).received({})).rows).toEqual([]);
});

it('is closed to the guided unit and to other bureaus', async () => {
  await (await callAs(bureau)).guidance.register(act([unit.id]));
  expect((await (await callAs(otherBureau)).guidance.list({})).rows).toEqual([]);
  const archivist = await makePerson(unit.id, ['unit_archivist']);
  await expect((await callAs(unit, archivist)).guidance.list({})).rejects.toThrow('FORBIDDEN');
  await expect((await callAs(unit, archivist)).guidance.register(act([unit.id]))).rejects.toThrow('FORBIDDEN');
});

it('is exported', async () => {
  await (await callAs(bureau)).guidance.register(act([unit.id]));
  expect((await (await callAs(bureau)).guidance.downloadEvents({})).fileName).toBe(`业务指导台账_${bureau.name}.xlsx`);
});

describe('one act', () => {
  it('has several officers and days, units outside the platform, a result and photos', async () => {
    const photo = await makePhoto(bureau, '现场.png', 3);
    const { actId, guidanceIds } = await (await api(bureau)).register({
      ...act([unit.id]),
      otherUnits: [{ name: '某合作社', kind: 'enterprise' }],
      moreDays: ['2026-05-08', '2026-05-06'],
      guides: ['何某', '陈某', '何某'],
      result: '已改好',
      photoObjectIds: [photo],
    });
    expect(guidanceIds).toHaveLength(4);
    const view = await (await api(bureau)).byId({ guidanceId: guidanceIds[0]! });
    expect(view).toMatchObject({ actId, guides: ['何某', '陈某'], result: '已改好' });
    expect(view.sameAct.map((one) => one.guidedOn).sort()).toEqual(['2026-05-06', '2026-05-08', '2026-05-08']);
    const ask = { guidanceId: guidanceIds[3]!, objectId: photo };
    expect((await (await api(bureau)).downloadPhoto(ask)).fileName).toBe('现场.png');
    expect(await refused((await api(otherBureau)).downloadPhoto(ask))).toBe('NOT_FOUND');
    for (const guidanceId of [guidanceIds[0]!, uuidv7()])
      expect(await refused((await api(otherBureau)).byId({ guidanceId }))).toBe('NOT_FOUND');
    const foreign = await makePhoto(otherBureau, '他人.png', 4);
    for (const objectId of [foreign, uuidv7()])
      expect(await refused((await api(bureau)).register({ ...act([unit.id]), photoObjectIds: [objectId] }))).toBe(
        'NOT_FOUND',
      );
    const { rows } = await (await api(bureau)).list({ unit: unit.id });
    expect(rows).toHaveLength(2);
  });

  it('starts from what was usual', async () => {
    await (await api(bureau)).register({ ...act([unit.id]), guides: ['何某'] });
    const form = await (await api(bureau)).form();
    expect(form).toMatchObject({ recentUnitIds: [unit.id], topics: ['档号编制'], guides: ['何某'], findings: [] });
    expect((await (await api(otherBureau)).form()).topics).toEqual([]);
  });

  it('is read by the unit as its own line, with who came and what came of it', async () => {
    await (await api(bureau)).register({ ...act([unit.id]), guides: ['何某'], result: '按年度补齐' });
    const { rows } = await (await api(unit)).received({ year: 2026 });
    expect(rows).toMatchObject([
      { supervisorName: bureau.name, topic: '档号编制', guides: ['何某'], advice: '按年度补齐', hours: 1.5 },
    ]);
    expect((await (await api(stranger)).received({})).rows).toEqual([]);
    expect((await (await api(unit)).received({ year: 2025 })).rows).toEqual([]);
  });

  it('is about a demand of a guided unit only', async () => {
    const input = { ...act([unit.id]), findingId: uuidv7() };
    expect(await refused((await api(bureau)).register(input))).toBe('NOT_FOUND');
  });
});

describe('coverage', () => {
  it('proposes who was never guided, puts what is marked first, and follows the plan', async () => {
    const sister = await makeTenant('township', { name: '梅坞镇人民政府' });
    const village = await makeTenant('village');
    await supervise(bureau, sister);
    await supervise(unit, village);
    const today = dayFromNow(0);
    await (await api(bureau)).register({ ...act([unit.id]), guidedOn: today });
    await (await api(bureau)).register({ ...act([village.id]), mode: 'phone', guidedOn: today });
    const before = await (await api(bureau)).coverage({});
    const never = before.rows.find((row) => row.tenantId === sister.id);
    expect(never?.reasons).toContain('never');
    expect(before.rows.find((row) => row.tenantId === unit.id)).toMatchObject({ times: 1, visits: 1 });
    expect(before.rows.find((row) => row.tenantId === village.id)).toMatchObject({ times: 1, visits: 0 });
    expect((await (await api(bureau)).coverage({ guided: 'no' })).rows.map((row) => row.tenantId)).toEqual([sister.id]);
    const mark = { unitTenantId: unit.id, mark: 'urgent' as const, reason: '年底移交', rowVersion: 0 };
    await (await api(bureau)).markUnit(mark);
    expect(await refused((await api(bureau)).markUnit(mark))).toBe('STALE_VERSION');
    for (const unitTenantId of [stranger.id, 2_000_000_000])
      expect(await refused((await api(bureau)).markUnit({ ...mark, unitTenantId }))).toBe('NOT_FOUND');
    const year = Number(today.slice(0, 4));
    await (await api(bureau)).savePlan({ year, unitKind: 'township', targetUnits: 2, rowVersion: 0 });
    const after = await (await api(bureau)).coverage({ limit: 1 });
    expect(after.rows[0]).toMatchObject({
      tenantId: unit.id,
      mark: 'urgent',
      reasons: expect.arrayContaining(['marked']),
    });
    expect(after.page.total).toBe(3);
    const next = await (await api(bureau)).coverage({ limit: 2, cursor: after.page.nextCursor! });
    expect(next.rows.map((row) => row.tenantId).sort()).toEqual([sister.id, village.id].sort());
    expect(after.kinds.find((one) => one.kind === 'township')).toMatchObject({
      units: 2,
      guided: 1,
      target: 2,
      marked: 1,
      markedGuided: 1,
    });
    expect((await (await api(otherBureau)).coverage({})).rows.map((row) => row.tenantId)).toEqual([stranger.id]);
    expect((await (await api(bureau)).downloadCoverage({})).fileName).toContain('覆盖');
  });

  it('of an archives is over the units that transfer to it', async () => {
    const archives = await makeTenant('repository');
    await supervise(bureau, archives);
    const { rows } = await (await api(archives)).coverage({});
    expect(rows.map((row) => row.tenantId)).toContain(unit.id);
    await (await api(archives)).register({ ...act([unit.id]), mode: 'visit', programme: 'retired_staff' });
    expect(await refused((await api(archives)).register(act([stranger.id])))).toBe('NOT_FOUND');
  });
});
