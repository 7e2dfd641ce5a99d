import { beforeAll, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

let office: TestTenant;
let stranger: TestTenant;
beforeAll(async () => {
  office = await makeTenant('bureau');
  stranger = await makeTenant('bureau');
});

const wanted = { kind: 'business_study', mode: 'onsite', subjectField: 'archives', hours: 2 } as const;

it('becomes a session in one act, and says what became of it', async () => {
  const api = callEach(office);
  const values = {
    plannedOn: dayFromNow(0),
    topic: '档案法解读',
    form: 'led',
    audience: '全体干部',
    speaker: '林主任',
  };
  const { entryId } = await api.register.enter({ code: 'study_plan', values });
  const late = { ...values, plannedOn: dayFromNow(-9), topic: '库房管理' };
  await api.register.enter({ code: 'study_plan', values: late });
  const standing = async () => (await api.studyPlan.lines({})).rows.map((row) => [row.topic, row.standing]);
  expect(await standing()).toEqual([
    ['库房管理', 'overdue'],
    ['档案法解读', 'waiting'],
  ]);

  const input = { ...wanted, entryId, place: '三楼会议室' };
  const pressed = await callAs(office, office.worker, 'one-press-of-the-button');
  const session = await pressed.studyPlan.hold(input);
  expect(await pressed.studyPlan.hold(input)).toEqual(session);
  expect(await refused(api.studyPlan.hold(input))).toBe('ALREADY_EXISTS');
  expect(session).toMatchObject({
    title: '档案法解读',
    heldOn: dayFromNow(0),
    audience: '全体干部',
    speaker: '林主任',
  });
  expect((await api.training.session({ sessionId: session.id })).planEntry).toEqual({
    id: entryId,
    title: '档案法解读',
  });

  await api.training.moveSession({ sessionId: session.id, to: 'open', rowVersion: 1 });
  const people = [{ unitTenantId: office.id, personName: '何静' }];
  await api.training.recordAttendance({ sessionId: session.id, people });
  await api.training.moveSession({ sessionId: session.id, to: 'held', rowVersion: 2 });
  expect((await api.studyPlan.lines({ standing: 'held' })).rows).toMatchObject([
    { entryId, session: { id: session.id, state: 'held', attendanceCount: 1 } },
  ]);
  expect((await api.studyPlan.downloadLines({})).fileName).toContain('学习计划');
});

it('may become another session when the first was cancelled, and nothing else may', async () => {
  const api = callEach(office);
  const values = { plannedOn: dayFromNow(20), topic: '消防演练', form: 'branch' };
  const { entryId } = await api.register.enter({ code: 'study_plan', values });
  const first = await api.studyPlan.hold({ ...wanted, entryId, heldOn: dayFromNow(22) });
  expect(first.heldOn).toBe(dayFromNow(22));
  await api.training.moveSession({ sessionId: first.id, to: 'cancelled', rowVersion: 1 });
  expect((await api.studyPlan.lines({ q: '消防' })).rows).toMatchObject([{ standing: 'waiting', session: null }]);

  const reader = callEach(office, await makePerson(office.id, ['bureau_lead'])).studyPlan;
  expect(await refused(reader.hold({ ...wanted, entryId }))).toBe('FORBIDDEN');
  expect(await refused(callEach(stranger).studyPlan.hold({ ...wanted, entryId }))).toBe('NOT_FOUND');
  expect((await callEach(stranger).studyPlan.lines({})).rows).toEqual([]);
  const person = { name: '何静', joinedOn: '2020-01-01', post: 'worker', employment: 'regular' };
  const other = await api.register.enter({ code: 'staff', values: person });
  expect(await refused(api.studyPlan.hold({ ...wanted, entryId: other.entryId }))).toBe('NOT_FOUND');
  const second = await api.studyPlan.hold({ ...wanted, entryId });
  expect(second.id).not.toBe(first.id);
});
