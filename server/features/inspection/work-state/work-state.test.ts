import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeNoticedCampaign } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, makeTenant, supervise } from '@/db/testing/factories/tenancy';

const setUp = async () => {
  const pair = await makeSupervisedPair();
  const city = await makeTenant('bureau');
  const archives = await makeTenant('repository');
  await supervise(city, pair.bureau);
  await supervise(pair.bureau, archives);
  return { ...pair, city, archives };
};

it('hands the checks of a district up as they stood, and only to those above it', async () => {
  const { city, bureau, otherBureau, archives } = await setUp();
  await makePerson(bureau.id, ['bureau_inspector'], '何某');
  const checks = () => callEach(city).workState.checks({});
  expect((await checks()).rows).toMatchObject([{ name: bureau.name, sentAt: null, state: null }]);
  const before = await callEach(bureau).workState.ownChecks({});
  expect(before).toMatchObject({ superiors: [city.name], lastSentAt: null, state: { inspections: 0, rounds: [] } });
  await makeNoticedCampaign(bureau, 1);
  expect(await callEach(bureau).workState.sendChecks({})).toEqual({ to: [city.name] });
  const [row] = (await checks()).rows;
  expect(row?.state).toMatchObject({ units: 2, inspectedUnits: 0, findings: 0 });
  expect(row?.state?.rounds).toMatchObject([{ kind: 'enforcement', selectedBy: 'random', units: 1, inspected: 0 }]);
  // Frozen: another round stands in it only when it is reported again.
  await makeNoticedCampaign(bureau, 1);
  expect((await checks()).rows[0]?.state?.rounds).toHaveLength(1);
  await callEach(bureau).workState.sendChecks({});
  expect((await checks()).rows[0]?.state?.rounds).toHaveLength(2);
  expect((await callEach(city).workState.checks({ sent: 'no' })).rows).toEqual([]);
  expect((await callEach(city).workState.checks({ year: 2001 })).rows[0]?.state).toBeNull();
  expect((await callEach(otherBureau).workState.checks({})).rows).toEqual([]);
  expect(await refused(callEach(otherBureau).workState.sendChecks({}))).toBe('BUREAU_MISSING');
  expect(await refused(callEach(archives).workState.checks({}))).toBe('FORBIDDEN');
  expect((await callEach(city).workState.downloadChecks({})).fileName).toContain('县区检查考核情况');
});

it('asks those that have not reported, once, and the report is the answer', async () => {
  const { city, bureau, otherBureau, archives } = await setUp();
  const call = { topic: 'checks' as const, whom: 'missing' as const, dueOn: dayFromNow(10) };
  expect(await refused(callEach(city).workState.askReports({ ...call, dueOn: dayFromNow(-1) }))).toBe('BAD_INPUT');
  expect(await callEach(city).workState.askReports(call)).toEqual({ sent: 1, left: 0 });
  expect(await callEach(city).workState.askReports({ ...call, whom: 'all' })).toEqual({ sent: 0, left: 1 });
  const rows = async () => (await callEach(city).workState.checks({})).rows;
  expect(await rows()).toMatchObject([{ call: { dueOn: dayFromNow(10), isLate: false } }]);
  const waits = async () =>
    (await callEach(bureau).platform.todos({})).rows.filter((row) => row.kind === 'checks_call');
  expect(await waits()).toMatchObject([{ dueOn: dayFromNow(10), link: 'unit-work?view=own' }]);
  expect((await callEach(bureau).workState.ownChecks({})).calls).toMatchObject([{ senderName: city.name }]);
  await callEach(bureau).workState.sendChecks({});
  expect(await waits()).toEqual([]);
  expect(await rows()).toMatchObject([{ name: bureau.name, call: null }]);
  expect(await callEach(city).workState.askReports(call)).toEqual({ sent: 0, left: 0 });
  expect(await callEach(bureau).workState.askReports({ ...call, topic: 'safety' })).toEqual({ sent: 1, left: 0 });
  await callEach(archives).workState.sendSafety();
  expect((await callEach(archives).workState.ownSafety()).calls).toEqual([]);
  expect(await callEach(otherBureau).workState.askReports(call)).toEqual({ sent: 0, left: 0 });
});

it('shows a city how safe its archives say they are, and which level each has', async () => {
  const { city, bureau, otherBureau, archives } = await setUp();
  const enter = (code: string, values: Record<string, string>) => callEach(archives).register.enter({ code, values });
  await enter('emergency_plan', {
    title: '档案馆应急预案',
    version: '1',
    approvedOn: dayFromNow(-400),
    reviewBy: dayFromNow(-35),
  });
  await enter('hazard', {
    foundOn: dayFromNow(-40),
    place: '二楼库房',
    field: 'records',
    what: '顶部渗水',
    owner: '何某',
    dueOn: dayFromNow(30),
  });
  expect((await callEach(city).workState.safety({})).rows).toMatchObject([{ name: archives.name, state: null }]);
  expect((await callEach(archives).workState.sendSafety()).to).toEqual([bureau.name, city.name]);
  for (const office of [bureau, city]) {
    const [row] = (await callEach(office).workState.safety({ concern: 'noDrill' })).rows;
    expect(row?.state).toMatchObject({ hazards: 1, hazardsOverdue: 0, drills: 0, plan: { title: '档案馆应急预案' } });
    expect(row?.state?.concerns).toEqual(['planReviewDue', 'noDrill']);
  }
  expect((await callEach(city).workState.safety({ concern: 'incidentOpen' })).rows).toEqual([]);
  expect((await callEach(otherBureau).workState.safety({})).rows).toEqual([]);

  const level = (code: string, awardedOn: string, validUntil: string | null) =>
    callEach(city).rating.register({
      unitTenantId: archives.id,
      ratingKind: 'digital_archive',
      level: code,
      awardedOn,
      validUntil,
      awarderName: '国家档案局',
    });
  await level('provincial_5a', dayFromNow(-900), null);
  await level('national', dayFromNow(-100), dayFromNow(-1));
  const digital = () => callEach(city).workState.digital({});
  // The better one has run out: what holds today is shown, and what was before beside it.
  expect(await digital()).toMatchObject({
    rows: [{ name: archives.name, parentName: bureau.name, level: 'provincial_5a', before: [{ level: 'national' }] }],
    counts: [{ level: 'provincial_5a', archives: 1 }],
  });
  await level('national_model', dayFromNow(-1), null);
  expect((await digital()).rows[0]?.level).toBe('national_model');
  expect((await callEach(city).workState.digital({ level: '-' })).rows).toEqual([]);
  expect((await callEach(otherBureau).workState.digital({})).rows).toEqual([]);
  expect((await callEach(bureau).workState.digital({})).rows).toMatchObject([{ level: null }]);
});
