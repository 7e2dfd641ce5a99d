import { beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import type { CreateSessionInput } from '@/server/domain/training/course-session';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let today: string;

beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  const { rows } = await (await testAdmin()).query<{ today: string }>(
    "select ((now() at time zone 'Asia/Shanghai')::date)::text as today",
  );
  today = rows[0]!.today;
});

const draft = (over: Partial<CreateSessionInput> = {}) =>
  ({
    title: '归档文件整理实务班',
    kind: 'business_study',
    mode: 'onsite',
    hours: 4,
    heldOn: today,
    place: '三楼会议室',
    ...over,
  }) as const;

/** An open session with the unit invited, and the code that stands on the screen. */
const openSession = async (heldOn = today) => {
  const created = await (await callAs(bureau)).training.createSession(draft({ heldOn }));
  await (await callAs(bureau)).training.moveSession({
    sessionId: created.id,
    to: 'open',
    rowVersion: created.rowVersion,
  });
  await (await callAs(bureau)).training.inviteUnits({ sessionId: created.id, unitTenantIds: [unit.id] });
  const { checkInCode } = await (await callAs(bureau)).training.session({ sessionId: created.id });
  const { rows } = await (await callAs(unit)).training.invitations({});
  return { sessionId: created.id, code: checkInCode!, invitationId: rows[0]!.id };
};

describe('a change after the invitations went out', () => {
  const received = async (of: TestTenant) =>
    (await (await callAs(of)).dispatch.list({ box: 'in', kind: 'training_change' })).rows;
  const openTodos = async (of: TestTenant) =>
    (await (await callAs(of)).platform.todos({ tab: 'open' })).rows.map(({ kind, title }) => [kind, title]);
  const versionOf = async (sessionId: string) =>
    (await (await callAs(bureau)).training.session({ sessionId })).rowVersion;
  const change = async (sessionId: string, over: Partial<CreateSessionInput>) => {
    const rowVersion = await versionOf(sessionId);
    await (await callAs(bureau)).training.updateSession({ ...draft(), ...over, sessionId, rowVersion });
  };
  const cancel = async (sessionId: string) => {
    const rowVersion = await versionOf(sessionId);
    await (await callAs(bureau)).training.moveSession({ sessionId, to: 'cancelled', rowVersion });
  };

  it('is told to the units that have the invitation, and to nobody else', async () => {
    const { sessionId } = await openSession();
    await change(sessionId, { place: '五楼会议室', hours: 6, audience: '各单位新任档案员' });
    expect(await received(unit)).toMatchObject([
      { title: '关于变更“归档文件整理实务班”的通知', objectId: sessionId, body: { place: '五楼会议室', hours: 6 } },
    ]);
    expect(await openTodos(unit)).toContainEqual(['training_change', '关于变更“归档文件整理实务班”的通知']);
    for (const tenant of [stranger, otherBureau]) expect(await received(tenant)).toEqual([]);
    const { rows } = await (await callAs(unit)).training.invitations({});
    expect(rows).toMatchObject([{ change: 'changed', place: '五楼会议室', hours: 6, audience: '各单位新任档案员' }]);
    const [dispatch] = await received(unit);
    await (await callAs(unit)).dispatch.acknowledge({ id: dispatch!.id });
    expect((await openTodos(unit)).filter(([kind]) => kind === 'training_change')).toEqual([]);
  });

  it('is not told when nothing of the invitation changed, nor before there is one', async () => {
    const { sessionId } = await openSession();
    await change(sessionId, { subjectField: 'other' });
    expect(await received(unit)).toEqual([]);
    const quiet = await (await callAs(bureau)).training.createSession(draft({ title: '还没有通知的班' }));
    await change(quiet.id, { title: '还没有通知的班', hours: 8 });
    await cancel(quiet.id);
    expect(await received(unit)).toEqual([]);
  });

  it('of the day lets people check in on the new day', async () => {
    const { sessionId, code, invitationId } = await openSession('2026-01-05');
    await expect((await callAs(unit)).training.checkIn({ invitationId, code })).rejects.toThrow('CHECK_IN_CODE_WRONG');
    await change(sessionId, { heldOn: today });
    expect((await (await callAs(unit)).training.checkIn({ invitationId, code })).personName).toBe(
      unit.worker.displayName,
    );
    expect((await (await callAs(unit)).training.ownAttendance({})).rows).toMatchObject([{ heldOn: today }]);
  });

  it('that cancels ends the invitation: no to-do, no check-in, no training record', async () => {
    const { sessionId, code, invitationId } = await openSession();
    const early = await makePerson(unit.id, ['unit_archivist']);
    await (await callAs(unit, early)).training.checkIn({ invitationId, code });
    await cancel(sessionId);
    expect(await received(unit)).toMatchObject([
      { title: '关于取消“归档文件整理实务班”的通知', body: { change: 'cancelled' } },
    ]);
    expect(await openTodos(unit)).toEqual([['training_change', '关于取消“归档文件整理实务班”的通知']]);
    await expect((await callAs(unit)).training.checkIn({ invitationId, code })).rejects.toThrow('SESSION_STATE_WRONG');
    expect((await (await callAs(unit)).training.invitations({})).rows).toMatchObject([{ change: 'cancelled' }]);
    expect((await (await callAs(unit)).training.ownAttendance({})).rows).toEqual([]);
  });
});
