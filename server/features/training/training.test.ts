import { beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
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
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');
const namesIn = async (sessionId: string) =>
  (await (await callAs(bureau)).training.attendance({ sessionId })).rows.map((row) => [row.personName, row.channel]);

describe('a course session', () => {
  it('is planned once however often the form is sent', async () => {
    const caller = await callAs(bureau, bureau.worker, 'the-same-key');
    const first = await caller.training.createSession(draft());
    expect((await caller.training.createSession(draft())).id).toBe(first.id);
    const { rows, page } = await (await callAs(bureau)).training.sessions({ year: Number(today.slice(0, 4)) });
    expect(rows.map((row) => row.title)).toEqual(['归档文件整理实务班']);
    expect(page.total).toBe(1);
    expect((await (await callAs(bureau)).training.sessions({ year: 2001 })).rows).toEqual([]);
  });

  it('goes from planned to open to held, and no other way', async () => {
    const { id: sessionId } = await (await callAs(bureau)).training.createSession(draft());
    const move = async (to: 'open' | 'held' | 'cancelled', rowVersion: number) =>
      (await callAs(bureau)).training.moveSession({ sessionId, to, rowVersion });
    await expect(move('held', 1)).rejects.toThrow('SESSION_STATE_WRONG');
    await expect(move('open', 7)).rejects.toThrow('STALE_VERSION');
    await move('open', 1);
    await move('held', 2);
    await expect(move('cancelled', 3)).rejects.toThrow('SESSION_STATE_WRONG');
    await expect(
      (await callAs(bureau)).training.updateSession({ ...draft(), sessionId, rowVersion: 3 }),
    ).rejects.toThrow('SESSION_STATE_WRONG');
  });

  it('is walked in pages that miss and repeat nothing', async () => {
    for (const heldOn of ['2026-01-05', '2026-01-05', '2026-02-01'])
      await (await callAs(bureau)).training.createSession(draft({ heldOn }));
    const first = await (await callAs(bureau)).training.sessions({ limit: 2 });
    const second = await (await callAs(bureau)).training.sessions({ limit: 2, cursor: first.page.nextCursor! });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(3);
    const back = await (await callAs(bureau)).training.sessions({
      limit: 2,
      cursor: second.page.previousCursor!,
      direction: 'before',
    });
    expect(back.rows).toEqual(first.rows);
  });

  it('refuses a title that looks classified, and is closed to those who only read', async () => {
    await expect((await callAs(bureau)).training.createSession(draft({ title: '机密★10年 培训' }))).rejects.toThrow(
      'CLASSIFIED_CONTENT_REFUSED',
    );
    await expect(
      (await callAs(unit, await makePerson(unit.id, ['unit_archivist']))).training.createSession(draft()),
    ).rejects.toThrow('FORBIDDEN');
    const clerk = await makePerson(bureau.id, ['bureau_approver']);
    const { sessionId } = await openSession();
    expect((await (await callAs(bureau, clerk)).training.session({ sessionId })).checkInCode).toBeNull();
  });

  it('is not there for anybody else', async () => {
    const { sessionId } = await openSession();
    for (const tenant of [unit, stranger, otherBureau]) {
      await expect((await callAs(tenant)).training.session({ sessionId })).rejects.toThrow('NOT_FOUND');
      await expect((await callAs(tenant)).training.attendance({ sessionId })).rejects.toThrow('NOT_FOUND');
    }
    await expect((await callAs(otherBureau)).training.takeInCheckIns({ sessionId })).rejects.toThrow('NOT_FOUND');
    await expect(
      (await callAs(bureau)).training.inviteUnits({ sessionId, unitTenantIds: [stranger.id] }),
    ).rejects.toThrow('NOT_FOUND');
  });
});

describe('an invitation', () => {
  it('reaches the unit once, without the code', async () => {
    const { sessionId, code } = await openSession();
    expect(await (await callAs(bureau)).training.inviteUnits({ sessionId, unitTenantIds: [unit.id, unit.id] })).toEqual(
      { invited: 0, already: 1 },
    );
    const { rows } = await (await callAs(unit)).training.invitations({});
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      title: '归档文件整理实务班',
      place: '三楼会议室',
      hours: 4,
      checkedInAt: null,
      checkedInCount: 0,
    });
    const { rows: sent } = await (await testAdmin()).query<{ body: string }>(
      'select body::text as body from dispatch where object_id = $1',
      [sessionId],
    );
    expect(sent[0]?.body).not.toContain(code);
    expect((await (await callAs(stranger)).training.invitations({})).rows).toEqual([]);
  });
});

describe('a check-in', () => {
  const checkIn = async (tenant: TestTenant, person: TestPerson, invitationId: string, code: string) =>
    (await callAs(tenant, person)).training.checkIn({ invitationId, code });

  it('takes the code of the room, once for a person', async () => {
    const { invitationId, code } = await openSession();
    await expect(checkIn(unit, unit.worker, invitationId, wrong(code))).rejects.toThrow('CHECK_IN_CODE_WRONG');
    expect((await checkIn(unit, unit.worker, invitationId, ` ${code} `)).personName).toBe(unit.worker.displayName);
    await expect(checkIn(unit, unit.worker, invitationId, code)).rejects.toThrow('ATTENDANCE_ALREADY_RECORDED');
    await expect(checkIn(stranger, stranger.worker, invitationId, code)).rejects.toThrow('NOT_FOUND');
    const { rows } = await (await callAs(unit)).training.ownAttendance({ year: Number(today.slice(0, 4)) });
    expect(rows).toMatchObject([{ personName: unit.worker.displayName, hours: 4, organiserName: bureau.name }]);
  });

  it('of two at the same moment counts once', async () => {
    const { invitationId, code } = await openSession();
    const results = await Promise.allSettled([1, 2].map(() => checkIn(unit, unit.worker, invitationId, code)));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is too late the day after', async () => {
    const { invitationId, code } = await openSession('2026-01-05');
    await expect(checkIn(unit, unit.worker, invitationId, code)).rejects.toThrow('CHECK_IN_CODE_WRONG');
  });

  it('is taken in by the organiser, however often', async () => {
    const { sessionId, invitationId, code } = await openSession();
    const namesake = await makePerson(unit.id, ['unit_dept'], unit.worker.displayName);
    await checkIn(unit, unit.worker, invitationId, code);
    await checkIn(unit, namesake, invitationId, code);
    expect((await (await callAs(bureau)).training.session({ sessionId })).waitingCheckIns).toBe(2);
    expect(await (await callAs(bureau)).training.takeInCheckIns({ sessionId })).toEqual({ taken: 2, refused: 0 });
    expect(await (await callAs(bureau)).training.takeInCheckIns({ sessionId })).toEqual({ taken: 0, refused: 0 });
    expect((await namesIn(sessionId)).sort()).toEqual([
      [unit.worker.displayName, 'code'],
      [`${unit.worker.displayName}（2）`, 'code'],
    ]);
    expect((await (await callAs(bureau)).training.session({ sessionId })).waitingCheckIns).toBe(0);
  });

  it('of a person who stands in the list already adds nobody', async () => {
    const { sessionId, invitationId, code } = await openSession();
    await (await callAs(bureau)).training.recordAttendance({
      sessionId,
      people: [{ unitTenantId: unit.id, personName: unit.worker.displayName }],
    });
    await checkIn(unit, unit.worker, invitationId, code);
    expect(await (await callAs(bureau)).training.takeInCheckIns({ sessionId })).toEqual({ taken: 0, refused: 0 });
    expect(await namesIn(sessionId)).toEqual([[unit.worker.displayName, 'list']]);
  });

  it('is taken in when the session ends', async () => {
    const { sessionId, invitationId, code } = await openSession();
    await checkIn(unit, unit.worker, invitationId, code);
    await (await callAs(bureau)).training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
    expect(await namesIn(sessionId)).toEqual([[unit.worker.displayName, 'code']]);
    expect((await (await callAs(bureau)).training.sessions({})).rows[0]).toMatchObject({
      state: 'held',
      attendanceCount: 1,
    });
  });

  it('that a unit wrote with a code of its own is refused', async () => {
    const { sessionId, invitationId, code } = await openSession();
    await checkIn(unit, unit.worker, invitationId, code);
    await (await testAdmin()).query(
      "update dispatch set body = jsonb_set(body, '{code}', to_jsonb($1::text)) where in_reply_to = $2",
      [wrong(code), invitationId],
    );
    expect(await (await callAs(bureau)).training.takeInCheckIns({ sessionId })).toEqual({ taken: 0, refused: 1 });
  });
});

describe('the attendance list', () => {
  it('takes many at once, adds the new ones, and says when there are none', async () => {
    const { sessionId } = await openSession();
    const people = ['陈某', '何某'].map((personName) => ({ unitTenantId: unit.id, personName }));
    expect(await (await callAs(bureau)).training.recordAttendance({ sessionId, people })).toEqual({
      recorded: 2,
      already: 0,
    });
    const more = [...people, { unitTenantId: bureau.id, personName: '周某' }];
    expect(await (await callAs(bureau)).training.recordAttendance({ sessionId, people: more })).toEqual({
      recorded: 1,
      already: 2,
    });
    await expect((await callAs(bureau)).training.recordAttendance({ sessionId, people })).rejects.toThrow(
      'ATTENDANCE_ALREADY_RECORDED',
    );
    expect(
      (await (await callAs(bureau)).training.attendance({ sessionId, q: '何' })).rows.map((row) => row.personName),
    ).toEqual(['何某']);
  });

  it('knows only units below, and only a session that has begun', async () => {
    const { id: sessionId } = await (await callAs(bureau)).training.createSession(draft());
    const people = [{ unitTenantId: unit.id, personName: '陈某' }];
    await expect((await callAs(bureau)).training.recordAttendance({ sessionId, people })).rejects.toThrow(
      'SESSION_STATE_WRONG',
    );
    await (await callAs(bureau)).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
    await expect(
      (await callAs(bureau)).training.recordAttendance({
        sessionId,
        people: [{ unitTenantId: stranger.id, personName: '陈某' }],
      }),
    ).rejects.toThrow('NOT_FOUND');
  });
});

it('is exported as a workbook of the office’s own sessions, and the export is audited', async () => {
  await openSession();
  const file = await (await callAs(bureau)).training.downloadSessions({});
  expect(file).toMatchObject({ tenantId: bureau.id, fileName: `培训台账_${bureau.name}.xlsx` });
  const { rows } = await (await testAdmin()).query(
    "select detail ->> 'rows' as n from audit_event where tenant_id = $1 and action = 'training.exportSessions'",
    [bureau.id],
  );
  expect(rows).toEqual([{ n: '1' }]);
});
