import { beforeEach, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { startRegisterReminders } from '@/jobs/remind-registers';
import { addDays } from '@/server/domain/shared/working-days';
import { remindPeriods } from './remind-periods.ts';

/* Days within entries by which something is to be done. */
let unit: TestTenant;
let stranger: TestTenant;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
beforeEach(async () => {
  unit = await makeTenant('repository');
  ({ stranger } = await makeSupervisedPair());
});

const enter = async (code: string, values: Record<string, string | number>) =>
  (await (await callAs(unit)).register.enter({ code, values })).entryId;
const hazard = (place: string, dueOn: string, more = {}) =>
  enter('hazard', {
    foundOn: addDays(today, -40),
    place,
    field: 'facility',
    what: '线路老化',
    source: 'check',
    owner: '何静',
    dueOn,
    ...more,
  });
const service = (equipment: string, doneOn: string, nextOn: string) =>
  enter('maintenance', { doneOn, equipment, kind: 'service', nextOn });
const todosOf = async (tenant: TestTenant) =>
  (await (await callAs(tenant)).platform.todos({ limit: 200 })).rows
    .filter(({ kind }) => kind === 'register_deadline')
    .map(({ title, dueOn }) => [title, dueOn]);
const titles = async (code: string, due: 'late' | 'soon') =>
  (await (await callAs(unit)).register.entries({ code, due })).rows.map(({ title }) => title);

it('is a to-do when it comes near and late when it has gone by, until it is met', async () => {
  const late = await hazard('一号库', addDays(today, -1));
  await hazard('二号库', addDays(today, 5));
  await hazard('三号库', addDays(today, 30));
  expect(await titles('hazard', 'late')).toEqual(['一号库']);
  expect(await titles('hazard', 'soon')).toEqual(['二号库']);
  expect(await todosOf(unit)).toEqual(
    expect.arrayContaining([
      ['隐患整改：一号库，整改期限', addDays(today, -1)],
      ['隐患整改：二号库，整改期限', addDays(today, 5)],
    ]),
  );
  const seen = (await (await callAs(unit)).register.list()).find(({ code }) => code === 'hazard');
  expect(seen).toMatchObject({ dueLate: 1, dueSoon: 1 });
  const { entry } = await (await callAs(unit)).register.entry({ entryId: late });
  await (await callAs(unit)).register.change({
    entryId: late,
    rowVersion: 1,
    values: { ...entry.values, closedOn: today },
    reason: '已整改',
  });
  expect(await titles('hazard', 'late')).toEqual([]);
  expect((await todosOf(unit)).map(([title]) => title)).toEqual(['隐患整改：二号库，整改期限']);
  expect(await todosOf(stranger)).toEqual([]);
});

it('is met by the next entry of the same thing', async () => {
  await service('气体灭火柜', addDays(today, -400), addDays(today, -35));
  await service('中央空调', addDays(today, -100), addDays(today, 20));
  expect(await titles('maintenance', 'late')).toEqual(['气体灭火柜']);
  expect(await titles('maintenance', 'soon')).toEqual(['中央空调']);
  await service('气体灭火柜', today, addDays(today, 365));
  expect(await titles('maintenance', 'late')).toEqual([]);
  expect((await todosOf(unit)).map(([title]) => title)).toEqual(['设备维护保养：中央空调，下次到期']);
});

it('is put before people by the clock, once', async () => {
  await hazard('四号库', addDays(today, 9));
  expect(await todosOf(unit)).toEqual([]);
  // A week later nobody has done anything.
  const admin = await testAdmin();
  await admin.query(
    `update register_entry set said = said || jsonb_build_object('dueOn', $2::text) where tenant_id = $1`,
    [unit.id, addDays(today, 2)],
  );
  expect((await startRegisterReminders(await testPools())).tenants).toBeGreaterThan(0);
  const remind = async () => withTenantDb(await testPools(), scopeOf(unit), (tdb) => remindPeriods(tdb, scopeOf(unit)));
  expect(await remind()).toEqual({ added: 1 });
  expect(await remind()).toEqual({ added: 0 });
});
