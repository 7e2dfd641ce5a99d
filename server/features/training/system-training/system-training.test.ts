import { beforeAll, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let clerk: TestPerson;
beforeAll(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair('department'));
  clerk = await makePerson(unit.id, ['unit_dept'], '何静');
});

const teach = async (people: readonly { unitTenantId: number; personName: string }[]) => {
  const api = callEach(bureau).training;
  const { id: sessionId } = await api.createSession({
    title: '系统上线培训',
    kind: 'special',
    mode: 'onsite',
    hours: 3,
    heldOn: dayFromNow(0),
    systemRoles: ['unit_dept', 'unit_dept', 'bureau_lead'],
  });
  await api.moveSession({ sessionId, to: 'open', rowVersion: 1 });
  await api.recordAttendance({ sessionId, people: [...people] });
  await api.moveSession({ sessionId, to: 'held', rowVersion: 2 });
  return sessionId;
};

it('says by role who was taught, from the result that the organiser sent, and reminds the others once', async () => {
  const api = callEach(unit).systemTraining;
  const rolesNow = async () => Object.fromEntries((await api.roles()).map((one) => [one.role, one.trained]));
  expect(await rolesNow()).toMatchObject({ unit_dept: 0, unit_archivist: 0 });
  const sessionId = await teach([
    { unitTenantId: unit.id, personName: '何静' },
    { unitTenantId: bureau.id, personName: bureau.worker.displayName },
  ]);
  expect((await callEach(bureau).training.session({ sessionId })).systemRoles).toEqual(['unit_dept', 'bureau_lead']);

  const roles = await api.roles();
  expect(roles.find((one) => one.role === 'unit_dept')).toEqual({ role: 'unit_dept', people: 2, trained: 1 });
  expect((await api.users({ role: 'unit_dept', standing: 'trained' })).rows).toMatchObject([
    { displayName: '何静', trainedOn: dayFromNow(0), sessionTitle: '系统上线培训', hostName: bureau.name },
  ]);
  const untrained = await api.users({ standing: 'untrained' });
  expect(untrained.page.total).toBe(3);
  const [first] = (await api.users({ standing: 'untrained', limit: 1 })).rows;
  const next = (await api.users({ standing: 'untrained', limit: 1 })).page.nextCursor ?? undefined;
  expect((await api.users({ standing: 'untrained', limit: 1, cursor: next })).rows[0]?.role).not.toBe(first?.role);
  // The organiser's own people are taught by its own list.
  expect((await callEach(bureau).systemTraining.users({ standing: 'trained' })).rows).toMatchObject([
    { role: 'bureau_lead' },
  ]);

  const pressed = await callAs(unit, unit.worker, 'remind-them-once');
  expect(await pressed.systemTraining.remind({})).toEqual({ told: 1, already: 0 });
  expect(await pressed.systemTraining.remind({})).toEqual({ told: 1, already: 0 });
  expect(await api.remind({})).toEqual({ told: 0, already: 1 });
  expect((await api.users({ standing: 'untrained' })).rows.every((row) => row.isReminded)).toBe(true);
  const todos = await callEach(unit).platform.todos({ tab: 'open' });
  expect(todos.rows.filter((todo) => todo.title.includes('系统使用培训'))).toHaveLength(1);
  expect((await callEach(unit, clerk).platform.todos({ tab: 'open' })).rows).toEqual([]);
  expect((await api.downloadUsers({ standing: 'untrained' })).fileName).toContain('系统使用培训');
});

it('shows each office its own people, and only to those who manage training', async () => {
  const theirs = await callEach(stranger).systemTraining.users({});
  expect(theirs.rows.every((row) => row.trainedOn === null)).toBe(true);
  expect(theirs.rows.some((row) => row.displayName === '何静')).toBe(false);
  const plain = callEach(unit, clerk).systemTraining;
  for (const ask of [() => plain.roles(), () => plain.users({}), () => plain.remind({}), () => plain.downloadUsers({})])
    expect(await refused(ask())).toBe('FORBIDDEN');
});
