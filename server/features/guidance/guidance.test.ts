import { beforeEach, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
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

it('enters one event for each unit, once however often the form is sent', async () => {
  const village = await makeTenant('village');
  await supervise(unit, village);
  const caller = await callAs(bureau, bureau.worker, 'the-same-key');
  const input = act([unit.id, village.id, unit.id]);
  const first = await caller.guidance.register(input);
  expect(first.guidanceIds).toHaveLength(2);
  expect(await caller.guidance.register(input)).toEqual(first);
  const { rows } = await (await callAs(bureau)).guidance.list({ year: 2026 });
  expect(rows.map((row) => [row.subjectName, row.hours, row.state]).sort()).toEqual(
    [
      [unit.name, 1.5, 'done'],
      [village.name, 1.5, 'done'],
    ].sort(),
  );
  expect((await (await callAs(bureau)).guidance.units()).map((one) => one.tenantId).sort()).toEqual(
    [unit.id, village.id].sort(),
  );
});

it('knows only units below, and enters nothing when one of them is not', async () => {
  await expect((await callAs(bureau)).guidance.register(act([unit.id, stranger.id]))).rejects.toThrow('NOT_FOUND');
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
