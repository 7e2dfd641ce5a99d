import { beforeEach, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

const year = 2025;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
let city: TestTenant;
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let supervisor: Caller;
let archivist: Caller;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  city = await makeTenant('bureau', { name: '市档案局' });
  await supervise(city, bureau);
  supervisor = callEach(bureau);
  archivist = callEach(unit);
});

const visit = (tenant: TestTenant, personCount: number) =>
  callEach(tenant).use.registerVisit({
    visitedOn: `${year}-05-06`,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
const release = (tenant: TestTenant, note?: string) =>
  callEach(tenant).figure.release({
    year,
    codes: ['S0-09'],
    notes: note === undefined ? [] : [{ code: 'S0-09', note }],
  });
const total = async (tenant: TestTenant) =>
  (await callEach(tenant).figure.received({ year })).figures.find((figure) => figure.code === 'S0-09');
const standing = async () =>
  (await supervisor.figure.reporting({ year })).units.find((one) => one.tenantId === unit.id);

describe('reporting figures', () => {
  it('is called for by a day, waits in the unit’s to-dos, and ends with the release', async () => {
    expect(await supervisor.figure.callUnits({ year, dueOn: '2026-01-20', note: '含下属站所' })).toEqual({ sent: 1 });
    expect(await standing()).toMatchObject({ state: 'not_released', dueOn: '2026-01-20', isLate: true, released: 0 });
    expect((await archivist.platform.todos({})).rows).toMatchObject([
      { kind: 'figure_call', link: `figures?year=${year}`, urgency: 'overdue' },
    ]);
    expect(await archivist.figure.ownReporting({ year })).toMatchObject([
      { supervisorName: bureau.name, state: 'not_released', dueOn: '2026-01-20', isLate: true, note: '含下属站所' },
    ]);
    await visit(unit, 3);
    await release(unit, '新增远程查档');
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    // It came after the day, and says so for good.
    expect(await standing()).toMatchObject({ state: 'released', released: 1, isLate: true });
    const { complete, onTime, called } = await supervisor.figure.reporting({ year });
    expect({ complete, onTime, called }).toEqual({ complete: 1, onTime: 0, called: 1 });
    expect(await supervisor.figure.receivedUnits({ year, code: 'S0-09' })).toMatchObject([
      { unitName: unit.name, value: 3, basis: 'own', note: '新增远程查档' },
    ]);
    await supervisor.figure.callUnits({ year, dueOn: '2099-01-20' });
    expect(await standing()).toMatchObject({ dueOn: '2099-01-20', isLate: false });
  });

  it('is returned with a reason, counts nowhere until it is released again, and is locked once accepted', async () => {
    await visit(unit, 3);
    await release(unit);
    const back = { year, unitTenantId: unit.id, decision: 'returned', reason: '人数与登记簿不符' } as const;
    await expect(supervisor.figure.review({ ...back, reason: undefined })).rejects.toThrow();
    expect(await supervisor.figure.review({ ...back, codes: ['S0-09'] })).toMatchObject({ state: 'returned' });
    expect(await total(bureau)).toMatchObject({ total: null, releasedCount: 0, missing: [unit.name] });
    await expect(supervisor.figure.review(back)).rejects.toThrow('FIGURES_NOT_RELEASED');
    expect((await archivist.platform.todos({})).rows).toMatchObject([{ kind: 'figure_return' }]);
    expect(await archivist.figure.ownReporting({ year })).toMatchObject([
      { state: 'returned', reason: '人数与登记簿不符', codes: ['S0-09'] },
    ]);
    await visit(unit, 4);
    await release(unit);
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    expect(await total(bureau)).toMatchObject({ total: 7, releasedCount: 1 });
    const accept = { year, unitTenantId: unit.id, decision: 'accepted' } as const;
    expect(await supervisor.figure.review(accept)).toMatchObject({ state: 'accepted' });
    await expect(supervisor.figure.review(accept)).rejects.toThrow('FIGURES_LOCKED');
    await expect(release(unit)).rejects.toThrow('FIGURES_LOCKED');
    expect(await total(bureau)).toMatchObject({ total: 7 });
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    // What was accepted may be returned, and only then be changed.
    await supervisor.figure.review(back);
    await release(unit);
    expect(await standing()).toMatchObject({ state: 'released' });
  });

  it('goes to the unit that goes on when the one that released was merged meanwhile', async () => {
    const into = await makeTenant('township', { name: '并入镇' });
    const gone = await makeTenant('township', { name: '撤销镇' });
    await supervise(bureau, into);
    await supervise(bureau, gone);
    await visit(unit, 3);
    await visit(into, 2);
    await release(unit);
    await release(into);
    await visit(gone, 9);
    await release(gone);
    const { tenancy } = supervisor;
    await tenancy.mergeUnits({ sourceIds: [unit.id], into: { unitId: into.id }, effectiveOn: today });
    await tenancy.abolishUnit({ unitId: gone.id, effectiveOn: today });
    const back = { year, unitTenantId: unit.id, decision: 'returned', reason: '人数与登记簿不符' } as const;
    expect(await supervisor.figure.review(back)).toMatchObject({ state: 'returned', reason: '人数与登记簿不符' });
    // The one that goes on is told, and its own figures stand as they did.
    const successor = callEach(into);
    expect((await successor.platform.todos({})).rows).toMatchObject([{ kind: 'figure_return' }]);
    expect(await successor.figure.ownReporting({ year })).toEqual([]);
    expect(await total(bureau)).toMatchObject({ total: 11 });
    const units = async () => (await supervisor.figure.reporting({ year })).units;
    expect((await units()).find((one) => one.tenantId === into.id)).toMatchObject({ state: 'released' });
    await visit(into, 3);
    await release(into);
    expect((await successor.platform.todos({})).rows).toEqual([]);
    expect(await total(bureau)).toMatchObject({ total: 14 });
    expect(await standing()).toMatchObject({ state: 'returned' });
    await expect(supervisor.figure.review({ ...back, unitTenantId: gone.id })).rejects.toThrow('UNIT_GONE');
    await expect(callEach(otherBureau).figure.review(back)).rejects.toThrow('NOT_FOUND');
  });

  it('is no matter of other authorities', async () => {
    await visit(stranger, 2);
    await release(stranger);
    const review = { year, decision: 'accepted' } as const;
    for (const foreign of [stranger.id, 2_000_000_000]) {
      await expect(supervisor.figure.review({ ...review, unitTenantId: foreign })).rejects.toThrow('NOT_FOUND');
      await expect(
        supervisor.figure.callUnits({ year, dueOn: '2026-01-20', unitTenantIds: [unit.id, foreign] }),
      ).rejects.toThrow('NOT_FOUND');
      await expect(supervisor.figure.receivedParts({ year, code: 'S0-09', unitTenantId: foreign })).rejects.toThrow(
        'NOT_FOUND',
      );
    }
    expect((await supervisor.figure.reporting({ year })).units.map((one) => one.tenantId)).toEqual([unit.id]);
    expect(await archivist.figure.ownReporting({ year })).toEqual([]);
    expect(await callEach(unit).figure.callUnits({ year, dueOn: '2026-01-20' })).toEqual({ sent: 0 });
    expect((await callEach(otherBureau).figure.reporting({ year })).units).toMatchObject([
      { tenantId: stranger.id, state: 'released' },
    ]);
  });
});

describe('sums that are handed on', () => {
  it('carry every unit’s part, beside the office’s own figures, and stay when the parts change', async () => {
    const second = await makeTenant('village', { name: '上河村' });
    await supervise(bureau, second);
    await expect(supervisor.figure.handOn({ year })).rejects.toThrow('FIGURES_NOT_RELEASED');
    await visit(unit, 3);
    await visit(second, 4);
    await release(unit);
    await release(second);
    expect(await supervisor.figure.handOn({ year })).toEqual({ released: 1, supervisors: [city.name] });
    expect((await supervisor.figure.reporting({ year })).handedOnAt).not.toBeNull();
    expect(await total(city)).toMatchObject({ total: 7, releasedCount: 1 });
    const parts = () => callEach(city).figure.receivedParts({ year, code: 'S0-09', unitTenantId: bureau.id });
    expect((await parts()).map(({ unitName, value }) => [unitName, value]).sort()).toEqual(
      [
        [unit.name, 3],
        ['上河村', 4],
      ].sort(),
    );
    await visit(unit, 10);
    await release(unit);
    expect(await total(city)).toMatchObject({ total: 7 });
    await supervisor.figure.handOn({ year });
    expect(await total(city)).toMatchObject({ total: 17 });
    // Returned to the district: it counts no more, and the district may hand on again.
    await callEach(city).figure.review({ year, unitTenantId: bureau.id, decision: 'returned', reason: '请核对' });
    expect(await total(city)).toBeUndefined();
    await supervisor.figure.handOn({ year });
    expect(await total(city)).toMatchObject({ total: 17 });
    await expect(callEach(city).figure.handOn({ year })).rejects.toThrow('ADDRESSEE_NOT_RELATED');
    const { rows } = await (await testAdmin()).query(
      "select count(*)::int as n from figure_release where tenant_id = $1 and basis = 'rolled_up' and state <> 'superseded'",
      [bureau.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('are exported with the state of every unit', async () => {
    const file = await supervisor.figure.downloadReporting({ year });
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  });
});
