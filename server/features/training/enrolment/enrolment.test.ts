import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callAs, requestContext } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';
import { makePerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { CreateSessionInput } from '@/server/domain/training/course-session';
import { remindUnits } from '@/server/features/training/enrolment/remind-units';
import { scopeFor } from '@/server/trpc/init';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;

beforeEach(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau } = district);
  [unit, sister] = district.units as [TestTenant, TestTenant];
});

const office = async () => await callAs(bureau);
const plan = async (over: Partial<CreateSessionInput> = {}) => {
  const heldOn = over.heldOn ?? dayFromNow(10);
  const facts = { title: '年度归档培训', kind: 'special', mode: 'onsite', hours: 4, capacity: 2, ...over } as const;
  const { id: sessionId } = await (await office()).training.createSession({ ...facts, heldOn });
  await (await office()).training.inviteUnits({ sessionId, unitTenantIds: [unit.id, sister.id] });
  return sessionId;
};
const invitationOf = async (tenant: TestTenant) => (await (await callAs(tenant)).training.invitations({})).rows[0]!;
const enrol = async (tenant: TestTenant, names: readonly string[]) => {
  const { id: invitationId } = await invitationOf(tenant);
  const people = names.map((personName) => ({ personName, post: 'part_time' as const }));
  return (await callAs(tenant)).enrolment.enrol({ invitationId, people });
};
const ownOf = async (tenant: TestTenant) =>
  (await callAs(tenant)).enrolment.own({ invitationId: (await invitationOf(tenant)).id });
const openTodos = async (tenant: TestTenant) =>
  (await (await callAs(tenant)).platform.todos({ tab: 'open' })).rows.map((todo) => todo.kind);

describe('enrolment', () => {
  it('takes people in the order of handing in, and the next moves up when somebody withdraws', async () => {
    const sessionId = await plan();
    expect(await openTodos(unit)).toContain('training_invitation');
    expect(await enrol(unit, ['甲某'])).toEqual({ enrolled: 1, already: 0, waiting: 0 });
    expect(await openTodos(unit)).not.toContain('training_invitation');
    expect(await enrol(sister, ['乙某', '丙某'])).toEqual({ enrolled: 2, already: 0, waiting: 1 });
    expect(await enrol(unit, ['甲某', '丁某'])).toEqual({ enrolled: 1, already: 1, waiting: 1 });
    expect((await ownOf(sister)).map((one) => [one.personName, one.turnout, one.place])).toEqual([
      ['乙某', 'place', 2],
      ['丙某', 'waiting', 3],
    ]);
    expect(await invitationOf(unit)).toMatchObject({ enrolled: 1, waitingCount: 1, canEnrol: true });
    const [first] = await ownOf(unit);
    await (await callAs(unit)).enrolment.withdraw({ enrolmentId: first!.id, rowVersion: first!.rowVersion });
    expect((await ownOf(sister)).map((one) => one.turnout)).toEqual(['place', 'place']);
    const [second] = await ownOf(sister);
    const leave = { enrolmentId: second!.id, rowVersion: second!.rowVersion, reason: '出差' };
    await (await callAs(sister)).enrolment.askLeave(leave);
    expect(await refused((await callAs(sister)).enrolment.askLeave(leave))).toBe('STALE_VERSION');
    const { rows } = await (await office()).enrolment.list({ sessionId });
    expect(rows.map((row) => [row.personName, row.unitName, row.turnout])).toEqual([
      ['甲某', unit.name, 'withdrawn'],
      ['乙某', sister.name, 'leave'],
      ['丙某', sister.name, 'place'],
      ['丁某', unit.name, 'place'],
    ]);
    expect((await (await office()).enrolment.list({ sessionId, turnout: 'leave' })).rows).toMatchObject([
      { reason: '出差' },
    ]);
  });

  it('is closed after its last day, and for a session that was cancelled', async () => {
    const sessionId = await plan({ enrolBy: dayFromNow(3) });
    await (await testAdmin()).query(
      `update dispatch set body = jsonb_set(body, '{enrolBy}', to_jsonb($2::text)) where tenant_id = $1`,
      [bureau.id, dayFromNow(-1)],
    );
    expect(await refused(enrol(unit, ['甲某']))).toBe('ENROLMENT_CLOSED');
    const session = await (await office()).training.session({ sessionId });
    await (await office()).training.moveSession({ sessionId, to: 'cancelled', rowVersion: session.rowVersion });
    expect(await refused(enrol(sister, ['乙某']))).toBe('ENROLMENT_CLOSED');
    const bad = { enrolBy: dayFromNow(12), heldOn: dayFromNow(10) };
    expect(await refused(plan(bad))).toBe('BAD_INPUT');
  });

  it('is the unit’s own and its organiser’s, and nobody else’s', async () => {
    const sessionId = await plan();
    await enrol(unit, ['甲某']);
    const [own] = await ownOf(unit);
    const { id: invitationId } = await invitationOf(unit);
    const people = [{ personName: '丙某', post: 'leader' as const }];
    for (const id of [invitationId, uuidv7()]) {
      expect(await refused((await callAs(sister)).enrolment.own({ invitationId: id }))).toBe('NOT_FOUND');
      expect(await refused((await callAs(sister)).enrolment.enrol({ invitationId: id, people }))).toBe('NOT_FOUND');
    }
    for (const enrolmentId of [own!.id, uuidv7()])
      expect(await refused((await callAs(sister)).enrolment.withdraw({ enrolmentId, rowVersion: 1 }))).toBe(
        'NOT_FOUND',
      );
    for (const id of [sessionId, uuidv7()]) {
      expect(await refused((await callAs(otherBureau)).enrolment.list({ sessionId: id }))).toBe('NOT_FOUND');
      expect(await refused((await callAs(otherBureau)).enrolment.turnout({ sessionId: id }))).toBe('NOT_FOUND');
      expect(await refused((await callAs(otherBureau)).enrolment.remind({ sessionId: id }))).toBe('NOT_FOUND');
    }
  });

  it('reminds the units that have said nothing, once asked, by a job', async () => {
    const sessionId = await plan();
    await enrol(unit, ['甲某']);
    expect(await (await office()).enrolment.remind({ sessionId })).toMatchObject({ units: 1 });
    const scope = await scopeFor(await requestContext(bureau.slug, bureau.worker), 'training.organise');
    expect(await withTenantDb(await testPools(), scope, (tdb) => remindUnits(tdb, scope, { sessionId }))).toEqual({
      reminded: 1,
    });
    const kinds = async (of: TestTenant) =>
      (await (await callAs(of)).dispatch.list({ box: 'in', kind: 'training_reminder' })).rows.length;
    expect([await kinds(unit), await kinds(sister)]).toEqual([0, 1]);
    await enrol(sister, ['乙某']);
    expect(await refused((await office()).enrolment.remind({ sessionId }))).toBe('NOBODY_TO_REMIND');
  });
});

describe('turnout', () => {
  it('tells who came, was late, stayed away, by person and by unit, and sends each unit its result', async () => {
    const today = dayFromNow(0);
    const sessionId = await plan({ heldOn: today, capacity: 10, startsAt: '00:00' });
    const clerk = await makePerson(unit.id, ['unit_archivist'], '周迟');
    await enrol(unit, ['周迟', '甲某', '缺某']);
    await (await office()).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
    const { checkInCode } = await (await office()).training.session({ sessionId });
    const { id: invitationId } = await invitationOf(unit);
    await (await callAs(unit, clerk)).training.checkIn({ invitationId, code: checkInCode! });
    const people = [{ unitTenantId: unit.id, personName: '甲某' }];
    await (await office()).training.recordAttendance({ sessionId, people });
    await (await office()).training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
    const { rows } = await (await office()).enrolment.list({ sessionId });
    expect(Object.fromEntries(rows.map((row) => [row.personName, row.turnout]))).toEqual({
      周迟: 'late',
      甲某: 'on_time',
      缺某: 'absent',
    });
    const units = (await (await office()).enrolment.turnout({ sessionId })).rows;
    expect(units.find((row) => row.unitTenantId === unit.id)).toMatchObject({
      hasAnswered: true,
      enrolled: 3,
      present: 2,
      late: 1,
      absent: 1,
    });
    expect(units.find((row) => row.unitTenantId === sister.id)).toMatchObject({ hasAnswered: false, present: 0 });
    const year = Number(today.slice(0, 4));
    const hours = (await (await callAs(unit)).hours.list({ year })).rows;
    expect(Object.fromEntries(hours.map((row) => [row.personName, row.hours]))).toEqual({ 周迟: 4, 甲某: 4, 缺某: 0 });
    expect((await (await callAs(unit, clerk)).hours.mine({ year })).credits).toMatchObject([{ title: '年度归档培训' }]);
    await (await office()).training.recordAttendance({
      sessionId,
      people: [{ unitTenantId: unit.id, personName: '缺某' }],
    });
    const corrected = (await (await callAs(unit)).hours.list({ year, q: '缺某' })).rows;
    expect(corrected).toMatchObject([{ hours: 4 }]);
    expect((await (await callAs(sister)).hours.list({ year })).rows).toEqual([]);
  });

  it('takes a check-in that a phone has kept, on the day and some days after, and no other', async () => {
    const sessionId = await plan({ heldOn: dayFromNow(0) });
    await (await office()).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
    const { checkInCode: code } = await (await office()).training.session({ sessionId });
    const { id: invitationId } = await invitationOf(unit);
    const send = async (scannedAt: string) =>
      (await callAs(unit)).training.checkIn({ invitationId, code: code!, scannedAt });
    const hour = 3_600_000;
    expect(await refused(send(new Date(Date.now() + hour).toISOString()))).toBe('CHECK_IN_CODE_WRONG');
    expect(await refused(send(new Date(Date.now() - 30 * hour).toISOString()))).toBe('CHECK_IN_CODE_WRONG');
    await send(new Date().toISOString());
    await (await office()).training.takeInCheckIns({ sessionId });
    expect((await (await office()).training.attendance({ sessionId })).rows).toMatchObject([{ sentLater: true }]);
  });
});
