import { beforeEach, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let inspector: Caller;
let archivist: Caller;
beforeEach(async () => {
  const pair = await makeSupervisedPair();
  ({ bureau, unit, stranger } = pair);
  inspector = callEach(bureau);
  archivist = callEach(unit);
});

const planned = async (dueOn?: string) => {
  const department = await archivist.filing.addDepartment({ code: 'BGS', name: '办公室' });
  await archivist.filing.addPlanLine({
    year: 2024,
    departmentId: department.id,
    categoryCode: 'WS',
    kind: '年度工作总结',
    expectedCount: 1,
    deadlineCode: 'DOC',
    dueOn,
  });
  return archivist.filing.plan({ year: 2024 });
};

describe('the supervisor’s list of filing years', () => {
  it('judges a unit that handed nothing up by the general rule, and sees no unit of another', async () => {
    const { rows } = await inspector.filing.unitYears({ year: 2024 });
    expect(rows).toEqual([
      expect.objectContaining({
        tenantId: unit.id,
        state: 'late',
        dueOn: '2025-06-30',
        releasedAt: null,
        filedCount: null,
      }),
    ]);
    expect(rows[0]?.daysLate).toBeGreaterThan(500);
    // Due in 2100: to come. Whether or not holidays are known makes no difference there.
    expect((await inspector.filing.unitYears({ year: 2099 })).rows).toMatchObject([{ state: 'open', daysLate: 0 }]);
    await expect(inspector.filing.unitYear({ unitTenantId: stranger.id, year: 2024 })).rejects.toThrow('NOT_FOUND');
    await expect(inspector.filing.remindUnits({ year: 2024, unitTenantIds: [stranger.id] })).rejects.toThrow(
      'NOT_FOUND',
    );
    expect(await inspector.filing.unitYearsSummary({ year: 2024 })).toMatchObject({ units: 1, late: 1, unreleased: 1 });
  });

  it('follows the unit from a reminder over a report to the close, from what was handed up alone', async () => {
    await planned('2025-12-31');
    expect((await inspector.filing.unitYear({ unitTenantId: unit.id, year: 2024 })).lines).toEqual([]);
    expect(await inspector.filing.remindUnits({ year: 2024 })).toEqual({ sent: 1, left: 0 });
    expect(await inspector.filing.remindUnits({ year: 2024 })).toEqual({ sent: 0, left: 1 });
    expect((await archivist.platform.todos({})).rows).toMatchObject([
      { kind: 'filing_reminder', link: 'filing?year=2024', urgency: 'overdue' },
    ]);
    expect(await archivist.filing.releaseYear({ year: 2024, note: '会计凭证尚未移交' })).toEqual({
      released: 1,
      to: [bureau.name],
    });
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    const seen = await inspector.filing.unitYear({ unitTenantId: unit.id, year: 2024 });
    // The unit's own later day is not the supervisor's.
    expect(seen).toMatchObject({
      state: 'late',
      dueOn: '2025-06-30',
      missingCount: 1,
      note: '会计凭证尚未移交',
      lines: [{ kind: '年度工作总结', standing: 'late', dueOn: '2025-06-30' }],
    });
    const { plan, releasedAt } = await archivist.filing.plan({ year: 2024 });
    expect(releasedAt).not.toBeNull();
    const close = { year: 2024, rowVersion: plan?.rowVersion ?? 0 };
    await expect(archivist.filing.closePlan(close)).rejects.toThrow('BAD_INPUT');
    await archivist.filing.closePlan({ ...close, note: '总结遗失，已说明' });
    const closed = await inspector.filing.unitYears({ year: 2024, state: 'closedLate' });
    expect(closed.rows).toMatchObject([{ state: 'closed', missingCount: 1, filedCount: 0 }]);
    expect(closed.rows[0]?.daysLate).toBeGreaterThan(500);
    expect((await inspector.filing.unitYears({ year: 2024, state: 'late' })).rows).toEqual([]);
    expect(await inspector.filing.remindUnits({ year: 2024, unitTenantIds: [unit.id] })).toEqual({ sent: 0, left: 1 });
  });

  it('lets a unit without departments close a year, and keeps a release as it was', async () => {
    await archivist.filing.closePlan({ year: 2023, rowVersion: 1, note: '本年无文件' });
    expect((await inspector.filing.unitYears({ year: 2023 })).rows).toMatchObject([{ state: 'closed' }]);
    const reopening = { year: 2023, rowVersion: 2, reason: '补收会计凭证' };
    await expect(inspector.filing.reopenPlan(reopening)).rejects.toThrow('NOT_FOUND');
    await expect(archivist.filing.reopenPlan({ ...reopening, rowVersion: 1 })).rejects.toThrow('STALE_VERSION');
    const { plan: reopened } = await archivist.filing.reopenPlan(reopening);
    expect(reopened).toMatchObject({ state: 'open', closedOn: null, reopenReason: '补收会计凭证' });
    // The supervisor is told by the summary; what was said at the closing is in the log.
    expect((await inspector.filing.unitYears({ year: 2023, state: 'closed' })).rows).toEqual([]);
    const told = await inspector.filing.unitYear({ unitTenantId: unit.id, year: 2023 });
    expect(told.note).toBe(`${reopened?.reopenedOn}重新打开：补收会计凭证`);
    const { rows: logged } = await (await testAdmin()).query<{ detail: unknown }>(
      "select detail from audit_event where tenant_id = $1 and action = 'filing.reopenPlan'",
      [unit.id],
    );
    expect(logged[0]?.detail).toMatchObject({ reason: '补收会计凭证', closingNote: '本年无文件' });
    await expect(archivist.filing.reopenPlan({ ...reopening, rowVersion: 3 })).rejects.toThrow('FILING_STATE_WRONG');
    await archivist.filing.closePlan({ year: 2023, rowVersion: 3, note: '本年无文件' });
    expect((await inspector.filing.unitYears({ year: 2023 })).rows).toMatchObject([{ state: 'closed' }]);
    const { rows } = await (await testAdmin()).query<{ may: boolean }>(
      "select has_table_privilege('lantai_app', 'filing_year_release', 'update') as may",
    );
    expect(rows[0]?.may).toBe(false);
    await expect(
      (await testAdmin()).query(
        `insert into filing_year_release (tenant_id, id, addressee_tenant_id, unit_name, filing_year, state, due_on, days_late,
          expected_count, accepted_count, missing_count, filed_count, released_by, released_by_name)
        values ($1, gen_random_uuid(), $2, 'x', 2023, 'open', '2024-06-30', 0, 0, 0, 0, 0, gen_random_uuid(), 'x')`,
        [bureau.id, unit.id],
      ),
    ).rejects.toThrow('ADDRESSEE_NOT_RELATED');
  });

  it('pages by key in every order, filters, and exports what the filters leave', async () => {
    for (const name of ['甲局', '乙局', '丙局']) await supervise(bureau, await makeTenant('department', { name }));
    for (const sort of ['late', 'name', 'filed', 'closedOn'] as const) {
      const whole = await inspector.filing.unitYears({ year: 2024, sort, descending: false });
      const walked: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await inspector.filing.unitYears({ year: 2024, sort, descending: false, limit: 2, cursor });
        walked.push(...page.rows.map((row) => row.tenantId));
        cursor = page.page.nextCursor ?? undefined;
      } while (cursor);
      expect(walked).toEqual(whole.rows.map((row) => row.tenantId));
      expect(whole.page.total).toBe(4);
    }
    const found = await inspector.filing.unitYears({ year: 2024, kind: 'department', q: '乙' });
    expect(found.rows.map((row) => row.name)).toEqual(['乙局']);
    const file = await inspector.filing.downloadUnitYears({ year: 2024 });
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  });

  it('stops at the next authority, which has a list of its own', async () => {
    const city = await makeTenant('bureau');
    await supervise(city, bureau);
    expect((await callEach(city).filing.unitYears({ year: 2024 })).rows.map((row) => row.tenantId)).toEqual([
      bureau.id,
    ]);
    const village = await makeTenant('village');
    await supervise(unit, village);
    await callEach(village).filing.closePlan({ year: 2024, rowVersion: 1, note: '无' });
    // The township directly above and the authority above that get the same summary.
    for (const seen of [inspector, callEach(unit)])
      expect((await seen.filing.unitYear({ unitTenantId: village.id, year: 2024 })).state).toBe('closed');
    expect((await callEach(city).filing.unitYears({ year: 2024 })).rows).toHaveLength(1);
  });
});

describe('a collection check', () => {
  const findings = [
    { fact: '机电检修记录未交', requirement: '补交2024年检修记录' },
    { fact: '照片无说明', requirement: '补写文字说明' },
  ];
  const dueOn = '2099-12-31';
  const input = (unitTenantId: number) => ({
    unitTenantId,
    year: 2024,
    checkedOn: '2026-03-02',
    checkedBy: '周某、钱某',
    conclusion: '收集基本齐全',
    findings,
    dueOn,
  });
  let parent: TestTenant;
  let station: TestTenant;
  beforeEach(async () => {
    parent = await makeTenant('department', { name: '水利局' });
    station = await makeTenant('institution', { name: '翻水站' });
    await supervise(bureau, parent);
    await supervise(parent, station);
  });

  it('goes to the unit below, is answered finding by finding, given back and taken', async () => {
    const [checker, keeper] = [callEach(parent), callEach(station)];
    expect((await checker.workspace.current()).hasUnitsBelow).toBe(true);
    expect((await keeper.workspace.current()).hasUnitsBelow).toBe(false);
    const check = await checker.filing.addCheck(input(station.id));
    expect(check).toMatchObject({ state: 'waiting', unitName: '翻水站', findingCount: 2, isLate: false });
    expect((await keeper.platform.todos({})).rows).toMatchObject([
      { kind: 'collection_check', link: `filing/checks/${check.id}` },
    ]);
    const results = [
      { number: 1, measure: '已补交12件', doneOn: '2026-04-01' },
      { number: 2, measure: '已补写', doneOn: '2026-04-02' },
    ];
    const partly = { checkId: check.id, results: results.slice(0, 1) };
    await expect(keeper.filing.answerCheck(partly)).rejects.toThrow('BAD_INPUT');
    await expect(checker.filing.answerCheck({ checkId: check.id, results })).rejects.toThrow('NOT_FOUND');
    expect(await keeper.filing.answerCheck({ checkId: check.id, results })).toMatchObject({ state: 'answered' });
    expect((await keeper.platform.todos({})).rows).toEqual([]);
    expect((await checker.platform.todos({})).rows).toMatchObject([{ link: `filing/checks/${check.id}` }]);
    await expect(checker.filing.judgeCheck({ checkId: check.id, accepted: false })).rejects.toThrow();
    await checker.filing.judgeCheck({ checkId: check.id, accepted: false, reason: '说明不全' });
    expect((await keeper.platform.todos({})).rows).toMatchObject([{ kind: 'collection_check' }]);
    await keeper.filing.answerCheck({ checkId: check.id, results });
    expect(await checker.filing.judgeCheck({ checkId: check.id, accepted: true })).toMatchObject({
      state: 'closed',
      findings: [{ measure: '已补交12件' }, { measure: '已补写' }],
    });
    await expect(checker.filing.judgeCheck({ checkId: check.id, accepted: true })).rejects.toThrow(
      'FILING_STATE_WRONG',
    );
    expect((await keeper.platform.todos({})).rows).toEqual([]);
    for (const file of [
      await checker.filing.downloadCheckPdf({ checkId: check.id }),
      await keeper.filing.downloadChecks({ box: 'in' }),
    ])
      expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  });

  it('is late by the common rule, closed at once without findings, and nobody else’s', async () => {
    const checker = callEach(parent);
    const check = await checker.filing.addCheck(input(station.id));
    await checker.filing.addCheck({ ...input(station.id), findings: [], dueOn: undefined });
    expect((await callEach(station).platform.todos({})).rows).toHaveLength(1);
    expect((await checker.filing.checks({ box: 'out', state: 'closed' })).rows).toHaveLength(1);
    const set = 'update dispatch set due_on = $2 where id = $1';
    await (await testAdmin()).query(set, [check.id, '2026-04-01']);
    expect((await checker.filing.checks({ box: 'out', lateOnly: true })).rows).toMatchObject([{ id: check.id }]);
    expect((await callEach(station).filing.checks({ box: 'in', q: '水利' })).rows).toHaveLength(2);
    await expect(callEach(stranger).filing.check({ checkId: check.id })).rejects.toThrow('NOT_FOUND');
    await expect(callEach(bureau).filing.check({ checkId: check.id })).rejects.toThrow('NOT_FOUND');
    await expect(checker.filing.addCheck(input(stranger.id))).rejects.toThrow('NOT_FOUND');
    await expect(checker.filing.addCheck({ ...input(station.id), dueOn: undefined })).rejects.toThrow();
    await expect(
      checker.filing.addCheck({ ...input(station.id), conclusion: '涉及机密文件【机密】' }),
    ).rejects.toThrow();
    const first = await checker.filing.checks({ box: 'out', limit: 1 });
    const next = await checker.filing.checks({ box: 'out', limit: 1, cursor: first.page.nextCursor ?? '' });
    expect(next.rows[0]?.id).toBe(check.id);
  });
});
