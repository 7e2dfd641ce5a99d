import exceljs from 'exceljs';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

type Form = Parameters<Awaited<ReturnType<typeof callAs>>['use']['registerVisit']>[0];
const form = (over: Partial<Form> = {}): Form =>
  ({
    visitedOn: '2026-05-06',
    visitorName: '李某某',
    purpose: 'proof',
    subject: '婚姻登记',
    result: 'found',
    lines: [{ title: '结婚登记审查表', quantity: 2 }],
    ...over,
  }) satisfies Form;
const register = async (over: Partial<Form> = {}, tenant = unit) =>
  (await callAs(tenant)).use.registerVisit(form(over));

describe('the register of visits', () => {
  it('keeps one line however often the form is sent', async () => {
    const caller = await callAs(unit, unit.worker, 'the-same-key');
    const first = await caller.use.registerVisit(form());
    expect((await caller.use.registerVisit(form())).id).toBe(first.id);
    expect(first).toMatchObject({
      state: 'served',
      channel: 'onsite',
      personCount: 1,
      handlerName: unit.worker.displayName,
    });
    await expect(caller.use.registerVisit(form({ visitorName: '王某某' }))).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect((await (await callAs(unit)).use.visits({})).page.total).toBe(1);
  });

  it('finds by day, channel and words', async () => {
    await register({ visitedOn: '2026-03-01', subject: '退休人员档案' });
    await register({ visitedOn: '2026-06-01', channel: 'phone', visitorUnit: '100%_公司' });
    const find = async (filter: Parameters<Awaited<ReturnType<typeof callAs>>['use']['visits']>[0]) =>
      (await (await callAs(unit)).use.visits(filter)).rows.map((row) => row.visitedOn);
    expect(await find({})).toEqual(['2026-06-01', '2026-03-01']);
    expect(await find({ sort: 'oldest' })).toEqual(['2026-03-01', '2026-06-01']);
    expect(await find({ from: '2026-03-01', to: '2026-05-31' })).toEqual(['2026-03-01']);
    expect(await find({ channel: 'phone' })).toEqual(['2026-06-01']);
    expect(await find({ q: '退休' })).toEqual(['2026-03-01']);
    expect(await find({ q: '0%_' })).toEqual(['2026-06-01']);
    expect(await find({ q: '%' })).toEqual(['2026-06-01']);
  });

  it('is corrected with a reason that keeps the old value', async () => {
    const visit = await register();
    const corrected = await (await callAs(unit)).use.correctVisit({
      ...form({ lines: [{ title: '结婚登记审查表', quantity: 5 }] }),
      visitId: visit.id,
      rowVersion: visit.rowVersion,
      reason: '数错',
    });
    expect(corrected).toMatchObject({ itemCount: 5, rowVersion: visit.rowVersion + 1 });
    await expect(
      (await callAs(unit)).use.correctVisit({
        ...form(),
        visitId: visit.id,
        rowVersion: visit.rowVersion,
        reason: '再改',
      }),
    ).rejects.toThrow('STALE_VERSION');
    const { rows } = await (await testAdmin()).query(
      "select detail from audit_event where tenant_id = $1 and action = 'use.correctVisit'",
      [unit.id],
    );
    expect(rows).toEqual([
      {
        detail: { reason: '数错', changes: [{ field: 'itemCount', from: 2, to: 5 }], lines: { struck: 2, written: 5 } },
      },
    ]);
  });

  it('strikes a line out for good', async () => {
    const visit = await register();
    const strike = { visitId: visit.id, rowVersion: 1, reason: '重复登记' };
    expect((await (await callAs(unit)).use.voidVisit(strike)).state).toBe('void');
    await expect((await callAs(unit)).use.voidVisit({ ...strike, rowVersion: 2 })).rejects.toThrow('CONFLICT');
    await expect((await callAs(unit)).use.correctVisit({ ...form(), ...strike, rowVersion: 2 })).rejects.toThrow(
      'CONFLICT',
    );
  });

  it('refuses content that looks classified', async () => {
    await expect(register({ subject: '绝密文件' })).rejects.toThrow('CLASSIFIED_CONTENT_REFUSED');
  });

  it('is nobody else’s: not to read, not to change, and not for those without the role', async () => {
    const visit = await register();
    for (const tenant of [bureau, stranger]) {
      await expect((await callAs(tenant)).use.visit({ visitId: visit.id })).rejects.toThrow('NOT_FOUND');
      expect((await (await callAs(tenant)).use.visits({})).rows).toEqual([]);
    }
    await expect(
      (await callAs(stranger)).use.voidVisit({ visitId: visit.id, rowVersion: 1, reason: '试' }),
    ).rejects.toThrow('NOT_FOUND');
    const reader = await makePerson(unit.id, ['unit_lead']);
    await expect((await callAs(unit, reader)).use.registerVisit(form())).rejects.toThrow('FORBIDDEN');
    const officer = await makePerson(unit.id, ['sys_admin']);
    await expect((await callAs(unit, officer)).use.visits({})).rejects.toThrow('FORBIDDEN');
  });

  it('is exported with cells that no spreadsheet program runs', async () => {
    await register({ visitorName: '=1+1', subject: '@SUM(A1)' });
    const file = await (await callAs(unit)).use.downloadVisits({});
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await readObject(testObjects(), file)) as unknown as ArrayBuffer);
    const row = workbook.worksheets[0]!.getRow(2);
    expect([row.getCell(3).value, row.getCell(3).type]).toEqual(['=1+1', exceljs.ValueType.String]);
    expect([row.getCell(12).value, row.getCell(12).type]).toEqual(['@SUM(A1)', exceljs.ValueType.String]);
    expect(workbook.worksheets[0]!.rowCount).toBe(2);
  });
});

describe('the register under a grant', () => {
  const grant = async (over: { recordClasses?: string[]; revokedAt?: string } = {}) =>
    withTenantDb(await testPools(), { tenantId: bureau.id, accountId: bureau.worker.accountId }, (tdb) =>
      tdb
        .insertInto('accessGrant')
        .values({
          tenantId: bureau.id,
          id: uuidv7(),
          addresseeTenantId: unit.id,
          accountIds: [bureau.worker.accountId],
          recordClasses: ['use'],
          yearFrom: 2026,
          yearTo: 2026,
          validFrom: '2020-01-01T00:00:00Z',
          validTo: '2099-01-01T00:00:00Z',
          reason: '双随机检查',
          grantedBy: bureau.worker.accountId,
          ...over,
        })
        .execute(),
    );

  it('shows the years of the grant and leaves a line in the unit’s log', async () => {
    await register();
    await register({ visitedOn: '2025-05-06' });
    await register({}, stranger);
    await grant();
    const { rows } = await (await callAs(bureau)).use.grantedVisits({ unitSlug: unit.slug });
    expect(rows.map((row) => row.visitedOn)).toEqual(['2026-05-06']);
    const { rows: logged } = await (await testAdmin()).query(
      "select actor_tenant_id, detail from audit_event where tenant_id = $1 and action = 'use.grantedVisits'",
      [unit.id],
    );
    expect(logged).toEqual([{ actor_tenant_id: bureau.id, detail: { rows: [rows[0]!.id] } }]);
  });

  it('is closed without one, for another class of records, after revocation, for a colleague and for a stranger', async () => {
    await register();
    const read = async (tenant = bureau, person = tenant.worker) =>
      (await callAs(tenant, person)).use.grantedVisits({ unitSlug: unit.slug });
    await expect(read()).rejects.toThrow('NOT_FOUND');
    await grant({ recordClasses: ['archive'] });
    await grant({ revokedAt: '2026-01-01T00:00:00Z' });
    await expect(read()).rejects.toThrow('NOT_FOUND');
    await grant();
    await expect(read(bureau, await makePerson(bureau.id, ['bureau_inspector']))).rejects.toThrow('NOT_FOUND');
    await expect(read(otherBureau)).rejects.toThrow('NOT_FOUND');
    await expect(read(bureau, await makePerson(bureau.id, ['bureau_approver']))).rejects.toThrow('FORBIDDEN');
  });
});
