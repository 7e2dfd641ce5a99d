import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});
const api = (tenant: TestTenant) => callEach(tenant).guidance;
const span = { from: dayFromNow(-10), to: dayFromNow(20) };
const visit = (over: object = {}) => ({
  unitTenantId: unit.id,
  mode: 'onsite' as const,
  topic: '村级归档',
  plannedOn: dayFromNow(2),
  ...over,
});

it('a planned visit stands in the calendar, is moved, and becomes an act of guidance that the unit reads', async () => {
  const { id: visitId } = await api(bureau).planVisit(visit());
  await api(bureau).moveVisit({ visitId, rowVersion: 1, plannedOn: dayFromNow(0) });
  expect(await refused(api(bureau).moveVisit({ visitId, rowVersion: 1, plannedOn: dayFromNow(1) }))).toBe(
    'STALE_VERSION',
  );
  expect(await api(bureau).calendar(span)).toMatchObject({
    planned: [{ unitName: unit.name, plannedOn: dayFromNow(0), guides: [bureau.worker.displayName], rowVersion: 2 }],
    done: [],
  });
  const finish = { visitId, rowVersion: 2, guidedOn: dayFromNow(0), hours: 2, result: '已教会' };
  expect(await refused(api(bureau).finishVisit({ ...finish, guidedOn: dayFromNow(1) }))).toBe('BAD_INPUT');
  const { guidanceId } = await api(bureau).finishVisit(finish);
  expect(await refused(api(bureau).finishVisit({ ...finish, rowVersion: 3 }))).toBe('STEP_PASSED');
  expect(await api(bureau).calendar(span)).toMatchObject({
    planned: [],
    done: [{ guidanceId, unitName: unit.name, units: 1, topic: '村级归档', guidedOn: dayFromNow(0) }],
  });
  expect((await api(unit).received({})).rows).toMatchObject([{ topic: '村级归档', advice: '已教会', hours: 2 }]);
});

it('takes no day that is past and no unit that is not guided, and is nobody else’s', async () => {
  expect(await refused(api(bureau).planVisit(visit({ plannedOn: dayFromNow(-1) })))).toBe('BAD_INPUT');
  expect(await refused(api(bureau).planVisit(visit({ unitTenantId: stranger.id })))).toBe('NOT_FOUND');
  const { id: visitId } = await api(bureau).planVisit(visit({ unitTenantId: undefined, unitName: '清河酒厂' }));
  const key = { visitId, rowVersion: 1 };
  expect(await refused(api(otherBureau).cancelVisit({ ...key, reason: '改期' }))).toBe('NOT_FOUND');
  expect(await refused(api(otherBureau).moveVisit({ ...key, plannedOn: dayFromNow(3) }))).toBe('NOT_FOUND');
  expect(
    await refused(api(otherBureau).finishVisit({ ...key, guidedOn: dayFromNow(0), hours: 1, result: undefined })),
  ).toBe('NOT_FOUND');
  expect(await api(otherBureau).calendar(span)).toEqual({ planned: [], done: [] });
  await api(bureau).cancelVisit({ ...key, reason: '厂里检修，改日再去' });
  expect(await api(bureau).calendar(span)).toEqual({ planned: [], done: [] });
});
