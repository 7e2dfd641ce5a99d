import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeNoticedCampaign, noticeTerms } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';

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
  const guides = [bureau.worker.displayName];
  expect((await api(bureau).calendar(span)).entries).toMatchObject([
    { source: 'visit', standing: 'planned', unitName: unit.name, day: dayFromNow(0), visit: { guides, rowVersion: 2 } },
  ]);
  expect((await api(unit).ownCalendar(span)).entries).toMatchObject([
    { source: 'visit', standing: 'planned', unitName: bureau.name, day: dayFromNow(0), officers: guides, visit: null },
  ]);
  const finish = { visitId, rowVersion: 2, guidedOn: dayFromNow(0), hours: 2, result: '已教会' };
  expect(await refused(api(bureau).finishVisit({ ...finish, guidedOn: dayFromNow(1) }))).toBe('BAD_INPUT');
  const { guidanceId } = await api(bureau).finishVisit(finish);
  expect(await refused(api(bureau).finishVisit({ ...finish, rowVersion: 3 }))).toBe('STEP_PASSED');
  expect((await api(bureau).calendar(span)).entries).toMatchObject([
    { source: 'act', standing: 'held', linkId: guidanceId, unitName: unit.name, units: 1, title: '村级归档' },
  ]);
  expect((await api(unit).ownCalendar(span)).entries).toMatchObject([{ source: 'act', standing: 'held' }]);
  // What was only planned is no part of what was done for the unit.
  expect((await callEach(bureau).district.unitRecord({ unitSlug: unit.slug, limit: 20 })).rows).toHaveLength(1);
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
  expect(await api(otherBureau).calendar(span)).toEqual({ entries: [], units: [], officers: [] });
  await api(bureau).cancelVisit({ ...key, reason: '厂里检修，改日再去' });
  expect(await api(bureau).calendar(span)).toEqual({ entries: [], units: [], officers: [] });
});

it('one calendar of guidance, inspections, training and deadlines, in which the same person or unit on one day is seen', async () => {
  await makePerson(bureau.id, ['bureau_inspector'], '何某');
  const { campaignId } = await makeNoticedCampaign(bureau, 1);
  const { inspections } = await callEach(bureau).inspection.campaignById({ campaignId });
  const day = noticeTerms.scheduledOn;
  const inspectors = inspections[0]?.inspectorNames ?? [];
  const session = { title: '归档培训', kind: 'special', mode: 'onsite', hours: 2, heldOn: day } as const;
  const { id: sessionId } = await callEach(bureau).training.createSession(session);
  await callEach(bureau).training.inviteUnits({ sessionId, unitTenantIds: [unit.id] });
  await api(bureau).planVisit(visit({ plannedOn: day, guides: inspectors }));
  await callEach(bureau).figure.callUnits({ year: Number(day.slice(0, 4)), dueOn: day });
  const { entries, officers } = await api(bureau).calendar(span);
  expect(entries.map((entry) => [entry.kind, entry.standing]).sort()).toEqual([
    ['deadline', 'planned'],
    ['guidance', 'planned'],
    ['inspection', 'planned'],
    ['training', 'planned'],
  ]);
  expect(officers).toEqual([...inspectors].sort((one, other) => one.localeCompare(other, 'zh-CN')));
  const guided = entries.find((entry) => entry.kind === 'guidance');
  expect(guided?.clashes).toEqual(
    expect.arrayContaining([...inspectors.map((name) => ({ by: 'officer', name })), { by: 'unit', name: unit.name }]),
  );
  expect((await api(bureau).calendar({ ...span, clashing: true })).entries).toHaveLength(3);
  expect((await api(bureau).calendar({ ...span, kind: 'training' })).entries).toMatchObject([{ linkId: sessionId }]);
  expect((await api(bureau).calendar({ ...span, officer: '没有此人' })).entries).toEqual([]);
  const own = await api(unit).ownCalendar(span);
  expect(own.entries.map((entry) => entry.kind).sort()).toEqual(['deadline', 'guidance', 'inspection', 'training']);
  expect(new Set(own.entries.map((entry) => entry.unitName))).toEqual(new Set([bureau.name]));
  expect(own.entries.filter((entry) => entry.clashes.some((clash) => clash.name === unit.name))).toHaveLength(3);
  expect((await api(stranger).ownCalendar(span)).entries).toEqual([]);
  expect((await api(otherBureau).calendar(span)).entries).toEqual([]);
  const { fileName } = await api(unit).downloadOwnCalendar(span);
  expect(fileName).toContain('工作日历');
});

it('tells two of one name apart by their accounts, and says beforehand what a day holds', async () => {
  const one = await makePerson(bureau.id, ['bureau_inspector'], '王某');
  const other = await makePerson(bureau.id, ['bureau_inspector'], '王某');
  const day = dayFromNow(4);
  const planned = (accountId: string, unitName: string) =>
    api(bureau).planVisit(
      visit({ unitTenantId: undefined, unitName, plannedOn: day, guideAccountIds: [accountId], guides: [] }),
    );
  const { id: visitId } = await planned(one.accountId, '清河酒厂');
  await planned(other.accountId, '清河糖厂');
  const clashesOf = async () => (await api(bureau).calendar(span)).entries.map((entry) => entry.clashes);
  expect(await clashesOf()).toEqual([[], []]);
  // A name by itself may be either of them.
  const ask = { day, unitName: '清河茶厂' };
  expect(await api(bureau).checkDay({ ...ask, guides: ['王某'] })).toMatchObject([
    { clashes: [{ by: 'name', name: '王某' }] },
    { clashes: [{ by: 'name', name: '王某' }] },
  ]);
  expect(await api(bureau).checkDay({ ...ask, guideAccountIds: [other.accountId] })).toMatchObject([
    { unitName: '清河糖厂', clashes: [{ by: 'officer', name: '王某' }] },
  ]);
  expect(await api(bureau).checkDay({ day, unitName: '清河 酒厂' })).toMatchObject([
    { unitName: '清河酒厂', clashes: [{ by: 'unit' }] },
  ]);
  expect(await api(bureau).checkDay({ day, visitId })).toEqual([]);
  expect(await refused(api(otherBureau).checkDay({ day, visitId }))).toBe('NOT_FOUND');
  expect(await api(otherBureau).checkDay({ ...ask, guides: ['王某'] })).toEqual([]);
  expect(await refused(planned(stranger.worker.accountId, '清河糖厂'))).toBe('NOT_FOUND');
  await planned(one.accountId, '清河茶厂');
  const twice = { by: 'officer', name: '王某' };
  expect((await clashesOf()).filter((clashes) => clashes.some((clash) => clash.by === 'officer'))).toEqual([
    [twice],
    [twice],
  ]);
});
