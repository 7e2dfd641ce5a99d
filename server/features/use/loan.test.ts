import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { findUseSetting } from '@/db/queries/use-rule.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { insertItem } from '@/db/testing/factories/figure-plant-rows';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { addDays } from '@/server/domain/shared/working-days';
import { remindOfUse } from '@/server/features/use/remind';

type Api = Awaited<ReturnType<typeof callAs>>;
type VisitForm = Parameters<Api['use']['registerVisit']>[0];

let archives: TestTenant;
let stranger: TestTenant;
let director: TestPerson;
let fondsId: string;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  stranger = await makeTenant('repository');
});
beforeEach(async () => {
  archives = await makeTenant('repository');
  director = await makePerson(archives.id, ['archives_director'], '馆长甲');
  fondsId = (await makeFonds(archives, { number: 'A001' })).id;
});

const as = async (person: TestPerson = archives.worker) => callAs(archives, person);
const record = async (fields: Parameters<typeof insertItem>[3] = {}, tenant = archives): Promise<string> => {
  const owner = {
    tenantId: tenant.id,
    accountId: tenant.worker.accountId,
    nextSubject: () => 0,
    administer: async () => undefined,
  };
  const ownFonds = tenant === archives ? fondsId : (await makeFonds(tenant, { number: uuidv7().slice(-8) })).id;
  return withTenantDb(await testPools(), scopeOf(tenant), (tdb) =>
    insertItem(tdb, owner, ownFonds, { state: 'filed', openFlag: 'open', ...fields }),
  );
};
const visit = (over: Partial<VisitForm> = {}): VisitForm => ({
  visitedOn: today,
  visitorName: '李某某',
  purpose: 'proof',
  subject: '婚姻登记',
  result: 'found',
  ...over,
});
const register = async (over: Partial<VisitForm> = {}) => (await as()).use.registerVisit(visit(over));

describe('loans', () => {
  const lend = async (itemId: string, over: object = {}, person: TestPerson = archives.worker) =>
    (await as(person)).loan.request({
      kind: 'item',
      id: itemId,
      borrowerName: '赵某',
      borrowerKind: 'internal',
      purpose: 'work',
      subject: '修志',
      dueOn: addDays(today, 10),
      ...over,
    });

  it('go out at once for colleagues, and end only with an effect or the day to ask again', async () => {
    const itemId = await record();
    const loan = await lend(itemId);
    expect(loan).toMatchObject({ state: 'lent', needsApproval: false, lentOn: today });
    await expect(lend(itemId)).rejects.toThrow('ALREADY_OUT');
    const { rows: outs } = await (await as(director)).storage.outs({ state: 'out' });
    await expect(
      (await as(director)).storage.takeBack({ id: outs[0]!.id, rowVersion: outs[0]!.rowVersion }),
    ).rejects.toThrow('LOAN_ENDS_AT_DESK');
    expect((await (await as()).use.visits({ service: 'lending' })).rows).toMatchObject([{ itemCount: 1 }]);
    const { rows: todos } = await (await as()).platform.todos({});
    expect(todos.map((todo) => [todo.kind, todo.dueOn])).toEqual([['loan_return', addDays(today, 10)]]);

    const key = { loanId: loan.id, rowVersion: loan.rowVersion, condition: 'good' } as const;
    const later = { known: false, askAgainOn: addDays(today, 30) } as const;
    await expect((await as()).loan.return({ ...key, effect: { known: false, askAgainOn: today } })).rejects.toThrow(
      'BAD_INPUT',
    );
    await expect((await callAs(stranger)).loan.return({ ...key, effect: later })).rejects.toThrow('NOT_FOUND');
    expect(await (await as()).loan.return({ ...key, effect: later })).toMatchObject({
      state: 'returned',
      effectAskOn: addDays(today, 30),
    });
    expect((await (await as()).platform.todos({})).rows).toEqual([]);
    expect((await (await as(director)).storage.outs({ state: 'out' })).rows).toEqual([]);
    await expect((await as()).loan.return({ ...key, effect: later })).rejects.toThrow('LOAN_STATE_WRONG');
    const told = { kind: 'saving', description: '查清界址，免去重测', amountYuan: 12_000.5 } as const;
    await (await as()).effect.register({
      ...told,
      loanId: loan.id,
      notedOn: today,
      userName: '赵某',
      question: '修志',
    });
    expect(await (await as()).loan.get({ loanId: loan.id })).toMatchObject({
      effect: told.description,
      effectAskOn: null,
    });
    expect((await (await as()).effect.list({})).amountYuan).toBe(12_000.5);
  });

  it('wait for somebody else’s approval where the borrower is no colleague', async () => {
    const loan = await lend(await record(), { borrowerKind: 'unit', borrowerUnit: '某局' }, director);
    expect(loan).toMatchObject({ state: 'requested', needsApproval: true });
    const key = { loanId: loan.id, rowVersion: loan.rowVersion };
    await expect((await as(director)).loan.decide({ ...key, isApproved: true })).rejects.toThrow('LOAN_OWN_REQUEST');
    await expect((await as()).loan.handOver(key)).rejects.toThrow('LOAN_STATE_WRONG');
    const desk = await makePerson(archives.id, ['archives_service'], '前台乙');
    await expect((await as(desk)).loan.decide({ ...key, isApproved: true })).rejects.toThrow('FORBIDDEN');
    const deputy = await makePerson(archives.id, ['archives_director'], '副馆长丙');
    const approved = await (await as(deputy)).loan.decide({ ...key, isApproved: true, note: '同意' });
    expect(approved).toMatchObject({ state: 'approved', approvedByName: '副馆长丙' });
    expect((await (await as(desk)).loan.handOver({ ...key, rowVersion: approved.rowVersion })).state).toBe('lent');
    expect(await lend(await record(), { borrowerKind: 'citizen', approval: { byName: '馆长甲' } })).toMatchObject({
      state: 'lent',
      approvedByName: '馆长甲',
    });
  });

  it('are reminded of before their day, recalled every week after it, once a day', async () => {
    const soon = await lend(await record(), { dueOn: addDays(today, 2) });
    const late = await lend(await record(), { dueOn: addDays(today, 5) });
    await lend(await record(), { dueOn: addDays(today, 9) });
    const overdue = async (back: number) =>
      (await testAdmin()).query('update borrowing set due_on = $2 where id = $1', [late.id, addDays(today, -back)]);
    await overdue(1);
    const remind = async () =>
      withTenantDb(await testPools(), scopeOf(archives), (tdb) => remindOfUse(tdb, scopeOf(archives)));
    expect(await remind()).toEqual({ loans: 2, toAsk: 0 });
    expect(await remind()).toEqual({ loans: 0, toAsk: 0 });
    expect((await (await as()).loan.get({ loanId: late.id })).recalls).toBe(1);
    expect((await (await as()).loan.get({ loanId: soon.id })).recalls).toBe(0);
    await (await testAdmin()).query('update borrowing set reminded_on = $2 where id = $1', [
      late.id,
      addDays(today, -7),
    ]);
    expect(await remind()).toEqual({ loans: 1, toAsk: 0 });
    const { rows } = await (await as()).platform.notices({});
    expect(rows.map((notice) => notice.kind)).toEqual(['loan', 'loan', 'loan']);
    const extended = await (await as()).loan.extend({
      loanId: soon.id,
      rowVersion: soon.rowVersion,
      dueOn: addDays(today, 20),
      reason: '未用完',
    });
    expect(extended.dueOn).toBe(addDays(today, 20));
  });

  it('follow the office’s own rule, which is nobody else’s', async () => {
    await (await as()).loan.saveSetting({ loanDays: 5, approvalFor: 'all', effectAfterDays: 10 });
    expect((await lend(await record())).state).toBe('requested');
    expect((await register({ lines: [{ itemId: await record() }] })).effectAskOn).toBe(addDays(today, 10));
    const kept = await withTenantDb(await testPools(), scopeOf(stranger), (tdb) => findUseSetting(tdb, archives.id));
    expect(kept).toBeUndefined();
  });
});
