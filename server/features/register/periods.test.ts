import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { startRegisterReminders } from '@/jobs/remind-registers';
import { lateSpans, spanOf, waitingSpans } from '@/server/domain/register/register-period';
import { roomClimate } from '@/server/domain/register/registers/room-climate';
import { addDays } from '@/server/domain/shared/working-days';
import { remindPeriods } from './remind-periods.ts';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
beforeEach(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
});

const check = (checkedOn: string) => ({
  code: 'safety_check',
  values: { checkedOn, place: '库房', kind: 'quarterly', hazards: 0, inspectors: '何静' },
});
const read = (readOn: string, room = '一号库') => ({
  code: 'room_climate',
  values: { readOn, room, temperature: 20, humidity: 50 },
});
const todosOf = async (tenant: TestTenant) =>
  (await (await callAs(tenant)).platform.todos({ limit: 200 })).rows.filter(({ kind }) => kind === 'register_period');

describe('a period without an entry', () => {
  it('is a to-do with a link to its form, once, and gone when it is entered', async () => {
    const first = addDays(today, -200);
    const { entryId } = await (await callAs(unit)).register.enter(check(first));
    const open = await todosOf(unit);
    const missed = spanOf('quarter', addDays(today, -100));
    const todo = open.find(({ link }) => link === `registers/safety_check?period=${missed.name}&new=1`);
    expect(todo).toMatchObject({ dueOn: addDays(missed.to, 10), state: 'open' });
    await (await callAs(unit)).register.enter(check(addDays(first, 1)));
    expect(await todosOf(unit)).toHaveLength(open.length);
    await (await callAs(unit)).register.enter(check(missed.to));
    expect((await todosOf(unit)).map(({ link }) => link)).not.toContain(todo?.link);
    for (const other of [bureau, stranger]) expect(await todosOf(other)).toEqual([]);
    // An entry that is struck out counts no longer: its own quarter comes back.
    const { rows } = await (await callAs(unit)).register.entries({ code: 'safety_check', period: missed.name });
    await (await callAs(unit)).register.void({ entryId: rows[0]!.id, rowVersion: 1, reason: '记错了' });
    expect((await todosOf(unit)).map(({ link }) => link)).toContain(todo?.link);
    expect((await (await callAs(unit)).register.entry({ entryId })).entry.state).toBe('current');
  });

  it('of a daily register is put before people for the youngest days only, and listed for all', async () => {
    const begun = addDays(today, -60);
    await (await callAs(unit)).register.enter(read(begun));
    const has = ({ name }: { name: string }) => name === begun;
    const waiting = waitingSpans(roomClimate, begun, today, has);
    const late = lateSpans(roomClimate, begun, today, has);
    expect((await todosOf(unit)).map(({ link }) => link).sort()).toEqual(
      waiting
        .slice(0, 5)
        .map(({ name }) => `registers/room_climate?period=${name}&new=1`)
        .sort(),
    );
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const { rows, page } = await (await callAs(unit)).register.late({ code: 'room_climate', limit: 7, cursor });
      expect(page.total).toBe(late.length);
      listed.push(...rows.map(({ period }) => period));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(listed).toEqual(late.map(({ name }) => name));
    expect((await (await callAs(stranger)).register.late({})).rows).toEqual([]);
  });

  it('pages back as it paged forth', async () => {
    await (await callAs(unit)).register.enter(read(addDays(today, -40)));
    await (await callAs(unit)).register.enter(check(addDays(today, -390)));
    const caller = await callAs(unit);
    const all = (await caller.register.late({ limit: 200 })).rows;
    const second = await caller.register.late({
      limit: 5,
      cursor: (await caller.register.late({ limit: 5 })).page.nextCursor ?? '',
    });
    expect(second.rows).toEqual(all.slice(5, 10));
    const back = await caller.register.late({
      limit: 5,
      direction: 'before',
      cursor: second.page.previousCursor ?? '',
    });
    expect(back.rows).toEqual(all.slice(0, 5));
  });
});

it('is found by the clock as well, which owes each unit one job and adds nothing twice', async () => {
  await (await callAs(unit)).register.enter(check(addDays(today, -200)));
  const pools = await testPools();
  const admin = await testAdmin();
  await admin.query("delete from todo where tenant_id = $1 and kind = 'register_period'", [unit.id]);
  await startRegisterReminders(pools);
  await startRegisterReminders(pools);
  const owed = async (tenantId: number) =>
    (await admin.query("select 1 from job_run where tenant_id = $1 and name = 'register.remind'", [tenantId])).rowCount;
  expect([await owed(unit.id), await owed(stranger.id)]).toEqual([1, 0]);
  const remind = () => withTenantDb(pools, scopeOf(unit), (tdb) => remindPeriods(tdb, scopeOf(unit)));
  const { added } = await remind();
  expect(added).toBeGreaterThan(0);
  expect(await todosOf(unit)).toHaveLength(added);
  expect(await remind()).toEqual({ added: 0 });
});
