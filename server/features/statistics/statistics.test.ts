import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeObject } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { type PlantOwner, plantItem, type plantVisit } from '@/db/testing/factories/figure-plant-rows';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { RECORDS_OFFICES } from '@/server/domain/figure/figure-definition';
import { cellsOfForm } from '@/server/domain/statistics/form';
import { INDICATOR_CODES, indicatorOf } from '@/server/domain/statistics/indicators';
import { NATIONAL_FORMS } from '@/server/domain/statistics/national-forms';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';
import { computeIndicators } from './compute-indicator.ts';

const year = 2025;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const DJ3 = { year, formKey: 'DJ3' };
let city: TestTenant;
let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let supervisor: Caller;
let archivist: Caller;
beforeEach(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
  city = await makeTenant('bureau', { name: '市档案局' });
  await supervise(city, bureau);
  supervisor = callEach(bureau);
  archivist = callEach(unit);
});

const plant = async (tenant: TestTenant, what: typeof plantVisit, fields: Record<string, string | number | null>) => {
  const owner: PlantOwner = {
    tenantId: tenant.id,
    accountId: tenant.worker.accountId,
    nextSubject: () => tenant.id,
    administer: async () => undefined,
  };
  const scope = { tenantId: tenant.id, accountId: tenant.worker.accountId };
  await withTenantDb(await testPools(), scope, (tdb) => what(tdb, owner, fields));
};
const piece = (tenant: TestTenant, fields: Record<string, string | number | null> = {}) =>
  plant(tenant, plantItem({ archivedOn: `${year}-03-01`, categoryCode: 'WS', level: 'piece' }), fields);
const cell = async (caller: Caller, ref: string, input = DJ3) =>
  (await caller.statistics.get(input)).cells.find((one) => one.ref === ref);
const fillIn = async (tenant: TestTenant, value = 5) => {
  const caller = callEach(tenant);
  const view = await caller.statistics.get(DJ3);
  await caller.statistics.save({
    ...DJ3,
    rowVersion: view.rowVersion,
    entered: view.cells.flatMap((one) => (one.state === 'empty' ? [{ ref: one.ref, value }] : [])),
    explanations: view.problems.flatMap(({ key, kind }) => (kind === 'missing' ? [] : [{ key, text: '已核对' }])),
  });
};
const handUp = async (tenant: TestTenant) => {
  await fillIn(tenant);
  return callEach(tenant).statistics.submit(DJ3);
};

describe('the national forms', () => {
  it('name cells that exist, and every indicator of the domain stands in one of them', () => {
    const named = new Set<string>();
    for (const form of NATIONAL_FORMS) {
      const refs = new Set(cellsOfForm(form).map(({ ref }) => ref));
      expect(refs.size).toBe(cellsOfForm(form).length);
      for (const { left, right } of form.checks) for (const ref of [...left, ...right]) expect(refs).toContain(ref);
      for (const { ref, rule } of cellsOfForm(form)) {
        if (rule.by === 'sum') for (const part of rule.of) expect(refs).toContain(part);
        if (rule.by === 'indicator') named.add(rule.code);
        named.add(ref.split('.')[0] ?? '');
      }
    }
    expect(INDICATOR_CODES.filter((code) => !named.has(code))).toEqual([]);
    expect(INDICATOR_CODES.filter((code) => code.startsWith('S'))).toHaveLength(61);
  });

  it('compute every indicator of every kind of office without a fault, and say 无登记 of an empty one', async () => {
    for (const kind of ['bureau', 'repository', 'department'] as const) {
      const tenant = await makeTenant(kind);
      const scope = { tenantId: tenant.id, accountId: null };
      const period = { year, from: `${year}-01-01`, to: `${year}-12-31` };
      const all = await withTenantDb(await testPools(), scope, (tdb) =>
        computeIndicators(tdb, { tenantId: tenant.id, tenantKind: kind }, period),
      );
      expect(all.length).toBeGreaterThan(15);
      for (const { code, value, state } of all)
        if (!['self', 'entered'].includes(indicatorOf(code).source.by) && code !== 'S058')
          expect({ code, value, state }).toEqual({ code, value: null, state: 'no_entry' });
    }
  });
});

describe('a return', () => {
  it('is computed from the live records of the year, with the rows behind each cell', async () => {
    await piece(unit);
    await piece(unit, { archivedOn: `${year}-12-31` });
    await piece(unit, { archivedOn: `${year - 1}-12-31` });
    await piece(unit, { archivedOn: `${year + 1}-01-01` });
    await piece(unit, { level: 'volume', categoryCode: 'KU' });
    await piece(unit, { state: 'void' });
    await piece(unit, { categoryCode: 'ZP' });
    await piece(unit, { archivedOn: `${year - 1}-05-01`, leftOn: `${year}-06-01` });
    await piece(stranger);
    expect(await cell(archivist, 'ALL.pieces')).toMatchObject({ value: 2, state: 'computed', code: 'S019' });
    expect(await cell(archivist, 'S013.start')).toMatchObject({ value: 2 });
    expect(await cell(archivist, 'S013.in')).toMatchObject({ value: 2 });
    expect(await cell(archivist, 'S013.out')).toMatchObject({ value: 1 });
    expect(await cell(archivist, 'S013.end')).toMatchObject({ value: 3 });
    expect(await cell(archivist, 'KU.volumes')).toMatchObject({ value: 1, code: 'S0-02' });
    expect(await cell(archivist, 'S014.n')).toMatchObject({ value: 1 });
    const { rows, value, page } = await archivist.statistics.rows({ year, code: 'S019' });
    expect({ value, rows: rows.length, total: page.total }).toEqual({ value: 2, rows: 2, total: 2 });
    const start = await archivist.statistics.rows({ year, code: 'S013', yearsBack: 1 });
    expect({ value: start.value, to: start.to, rows: start.rows.length }).toEqual({
      value: 2,
      to: `${year - 1}-12-31`,
      rows: 2,
    });
    await expect(archivist.statistics.rows({ year, code: 'S050' })).rejects.toThrow('FIGURE_NOT_FOR_THIS_TENANT');
    await expect(archivist.statistics.get({ year, formKey: 'DJ1' })).rejects.toThrow('NOT_FOUND');
  });

  it('goes up only when filled in and explained, is sent back with a reason, and is locked once accepted', async () => {
    await supervisor.statistics.callUnits({ ...DJ3, dueOn: '2026-01-20' });
    expect((await archivist.platform.todos({})).rows).toMatchObject([
      { kind: 'statistics_call', link: `reports/statistics/DJ3?year=${year}` },
    ]);
    await expect(archivist.statistics.submit(DJ3)).rejects.toThrow('STATISTICS_UNEXPLAINED');
    const save = { ...DJ3, rowVersion: 0, explanations: [] };
    await expect(archivist.statistics.save({ ...save, entered: [{ ref: 'S013.end', value: 9 }] })).rejects.toThrow(
      'NOT_FOUND',
    );
    await handUp(unit);
    await expect(archivist.statistics.save({ ...save, entered: [] })).rejects.toThrow('STALE_VERSION');
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    const received = await supervisor.statistics.received(DJ3);
    expect(received.units).toMatchObject([{ name: unit.name, state: 'released', isLate: true }]);
    expect(received.cells.find((one) => one.ref === 'S036.n')).toMatchObject({ value: 5, units: 1 });
    const ask = { ...DJ3, unitTenantId: unit.id };
    await supervisor.statistics.review({ ...ask, decision: 'returned', reason: '资料册数不对' });
    expect(await supervisor.statistics.received(DJ3)).toMatchObject({ missing: [unit.name] });
    expect((await archivist.statistics.list({ year }))[0]).toMatchObject({ state: 'returned', reason: '资料册数不对' });
    await expect(supervisor.statistics.review({ ...ask, decision: 'accepted' })).rejects.toThrow(
      'STATISTICS_NOT_HANDED_UP',
    );
    await archivist.statistics.submit(DJ3);
    await supervisor.statistics.review({ ...ask, decision: 'accepted' });
    await expect(archivist.statistics.submit(DJ3)).rejects.toThrow('STATISTICS_LOCKED');
    await expect(fillIn(unit)).rejects.toThrow('STATISTICS_LOCKED');
    await expect(callEach(stranger).statistics.review({ ...ask, decision: 'accepted' })).rejects.toThrow();
  });

  it('of a unit that was merged meanwhile goes back to the unit that goes on, whose own form stands', async () => {
    const into = await makeTenant('township', { name: '并入镇' });
    await supervise(bureau, into);
    await handUp(unit);
    await handUp(into);
    await supervisor.tenancy.mergeUnits({
      sourceIds: [unit.id],
      into: { unitId: into.id },
      effectiveOn: today,
    });
    const back = { ...DJ3, unitTenantId: unit.id, decision: 'returned', reason: '资料册数不对' } as const;
    expect(await supervisor.statistics.review(back)).toMatchObject({ state: 'returned' });
    const successor = callEach(into);
    expect((await successor.platform.todos({})).rows).toMatchObject([{ kind: 'statistics_return' }]);
    expect((await successor.statistics.list({ year }))[0]).toMatchObject({ state: 'released', reason: null });
    const { units, cells } = await supervisor.statistics.received(DJ3);
    expect(units.find((one) => one.tenantId === into.id)).toMatchObject({ state: 'released' });
    expect(cells.find((one) => one.ref === 'S036.n')).toMatchObject({ value: 5, units: 1 });
  });

  it('stays what it was when the records change, and compares the next year with it', async () => {
    for (let index = 0; index < 12; index += 1) await piece(unit);
    await handUp(unit);
    await piece(unit);
    expect(await cell(archivist, 'S013.end')).toMatchObject({ value: 12 });
    const next = { year: year + 1, formKey: 'DJ3' };
    expect(await cell(archivist, 'ALL.pieces', next)).toMatchObject({ value: 0, lastYear: 12 });
    const { problems } = await archivist.statistics.get(next);
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'year_on_year', ref: 'ALL.pieces', left: 0, right: 12 }),
    );
  });

  it('says where its cells do not balance', async () => {
    await piece(unit, { retentionCode: 'Y', archivedOn: `${year - 1}-01-02`, accessionedOn: `${year}-02-01` });
    const { problems } = await archivist.statistics.get(DJ3);
    expect(problems).toContainEqual(
      expect.objectContaining({ key: 'relation:balanceS013', kind: 'relation', left: 0, right: 1 }),
    );
  });
});

describe('a sum', () => {
  it('adds what was handed up, names who is missing, and is handed on with its parts', async () => {
    const second = await makeTenant('township');
    await supervise(bureau, second);
    await piece(unit);
    await piece(second);
    await piece(second, { itemNumber: 2 });
    await expect(supervisor.statistics.handOn(DJ3)).rejects.toThrow('STATISTICS_NOT_HANDED_UP');
    expect(await supervisor.statistics.receivedYear({})).toBeNull();
    await handUp(unit);
    expect(await supervisor.statistics.receivedYear({})).toBe(year);
    expect(await supervisor.statistics.received(DJ3)).toMatchObject({ missing: [second.name] });
    await handUp(second);
    const sum = await supervisor.statistics.received(DJ3);
    expect(sum.missing).toEqual([]);
    expect(sum.cells.find((one) => one.ref === 'S013.end')).toMatchObject({ value: 3, units: 2 });
    expect(await supervisor.statistics.receivedForms({ year })).toContainEqual(
      expect.objectContaining({ formKey: 'DJ3', owed: 2, handedUp: 2, accepted: 0 }),
    );
    expect(await supervisor.statistics.handOn(DJ3)).toEqual({ units: 2, supervisors: [city.name] });
    const above = callEach(city);
    expect((await above.statistics.received(DJ3)).units).toMatchObject([{ name: bureau.name, basis: 'rolled_up' }]);
    const { parts, cells } = await above.statistics.receivedReturn({
      ...DJ3,
      unitTenantId: bureau.id,
      basis: 'rolled_up',
    });
    expect(parts.map((part) => part.unitName).sort()).toEqual([unit.name, second.name].sort());
    expect(parts.find((part) => part.unitName === second.name)?.cells['S013.end']).toBe(2);
    expect(cells['S013.end']).toBe(3);
    await expect(
      callEach(stranger).statistics.receivedReturn({ ...DJ3, unitTenantId: unit.id, basis: 'own' }),
    ).rejects.toThrow();
  });
});

describe('a form of one’s own', () => {
  it('reaches units with the call, as it was sent, and comes back to its maker alone', async () => {
    const form = {
      rowVersion: 0,
      name: '村级档案情况',
      fillers: [...RECORDS_OFFICES],
      parts: [
        {
          columns: ['上半年', '下半年', '合计'],
          rows: [
            { title: '培训人数', unit: '人', cells: ['entered', 'entered', 'row_sum'] },
            { title: '归档件数', unit: '件', cells: ['none', 'none', 'indicator:S019'] },
            { title: '合计', cells: ['column_sum', 'column_sum', 'column_sum'] },
          ],
        },
      ],
    };
    const { id } = await supervisor.statistics.saveForm(form);
    const asked = { year, formKey: id };
    await expect(archivist.statistics.get(asked)).rejects.toThrow('NOT_FOUND');
    await supervisor.statistics.callUnits({ ...asked, dueOn: '2099-01-20' });
    await supervisor.statistics.saveForm({ ...form, id, rowVersion: 2, name: '改名' });
    await piece(unit);
    const view = await archivist.statistics.get(asked);
    expect(view.form.name.zh).toBe('村级档案情况');
    expect(view.problems).toHaveLength(2);
    await archivist.statistics.save({
      ...asked,
      rowVersion: 0,
      entered: [
        { ref: 'r1.c1', value: 3 },
        { ref: 'r1.c2', value: 4 },
      ],
      explanations: [],
    });
    expect(await cell(archivist, 'r1.c3', asked)).toMatchObject({ value: 7, state: 'sum' });
    expect(await cell(archivist, 'r3.c3', asked)).toMatchObject({ value: 8 });
    expect(await archivist.statistics.submit(asked)).toMatchObject({ supervisors: [bureau.name] });
    expect((await supervisor.statistics.received(asked)).cells.find((one) => one.ref === 'r1.c3')).toMatchObject({
      value: 7,
    });
    await expect(callEach(stranger).statistics.saveForm({ ...form, id, rowVersion: 0 })).rejects.toThrow();
  });

  it('has parts with columns of their own and checks between cells of any of them, in Excel as well', async () => {
    const [TRAINED, CERTIFIED, ALL] = ['r1.c3', 'p2r1.c1', 'p2r2.c1'];
    const form = {
      rowVersion: 0,
      name: '档案人员情况',
      fillers: [...RECORDS_OFFICES],
      parts: [
        {
          title: '培训',
          columns: ['上半年', '下半年', '全年'],
          rows: [{ title: '参加培训', unit: '人', cells: ['entered', 'entered', 'row_sum'] }],
        },
        {
          title: '证书',
          columns: ['人数'],
          rows: [
            { title: '取得证书', unit: '人', cells: ['entered'] },
            { title: '合计', unit: '人', cells: ['column_sum'] },
          ],
        },
      ],
      checks: [
        {
          text: '取得证书的不大于参加培训的',
          left: [{ part: 1, row: 0, column: 0 }],
          op: 'at_most' as const,
          right: [{ part: 0, row: 0, column: 2 }],
        },
      ],
    };
    const nowhere = [{ part: 1, row: 7, column: 0 }];
    await expect(
      supervisor.statistics.saveForm({ ...form, checks: [{ ...form.checks[0]!, left: nowhere }] }),
    ).rejects.toThrow('FORM_CHECK_CELL_EMPTY');
    const { id } = await supervisor.statistics.saveForm(form);
    const asked = { year, formKey: id };
    await supervisor.statistics.callUnits({ ...asked, dueOn: '2099-01-20' });

    const file = await archivist.statistics.downloadReturn(asked);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await readObject(testObjects(), file)) as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const said: string[] = [];
    sheet.eachRow((row) => {
      said.push(String(row.getCell(1).value));
      if (row.getCell(1).value === 'r1') [row.getCell(4).value, row.getCell(5).value] = [3, 4];
      if (row.getCell(1).value === 'p2r1') row.getCell(4).value = 9;
    });
    expect(said).toEqual(expect.arrayContaining(['r1', 'p2r1', 'p2r2']));
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const objectId = await makeObject(unit, bytes, '档案人员情况.xlsx');
    expect(await archivist.statistics.importFile({ ...asked, objectId })).toEqual({ taken: 3, wrong: [] });

    expect(await cell(archivist, TRAINED!, asked)).toMatchObject({ value: 7, state: 'sum' });
    expect(await cell(archivist, ALL!, asked)).toMatchObject({ value: 9, state: 'sum' });
    const view = await archivist.statistics.get(asked);
    expect(view.problems).toMatchObject([{ key: 'relation:own1', kind: 'relation', left: 9, right: 7 }]);
    await expect(archivist.statistics.submit(asked)).rejects.toThrow('STATISTICS_UNEXPLAINED');
    await archivist.statistics.save({
      ...asked,
      rowVersion: view.rowVersion,
      entered: [{ ref: CERTIFIED!, value: 6 }],
      explanations: [],
    });
    await archivist.statistics.submit(asked);
    const sum = await supervisor.statistics.received(asked);
    expect(sum.cells.find((one) => one.ref === ALL)).toMatchObject({ value: 6, units: 1 });
    const [own] = await supervisor.statistics.forms({});
    expect(own?.form.parts.map((part) => part.title.zh)).toEqual(['培训', '证书']);
    expect(
      await callEach(stranger)
        .statistics.forms({})
        .catch(() => []),
    ).toEqual([]);
  });
});

describe('on paper and in a workbook', () => {
  it('goes out in the layout of the form and comes back with what was entered', async () => {
    await piece(unit);
    const file = await archivist.statistics.downloadReturn(DJ3);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await readObject(testObjects(), file)) as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    let at = 0;
    sheet.eachRow((row, number) => {
      if (row.getCell(1).value === 'S036') at = number;
    });
    expect(sheet.getRow(at).getCell(2).value).toBe('资料册数');
    sheet.getRow(at).getCell(4).value = 1234;
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const objectId = await makeObject(unit, bytes, 'DJ3.xlsx');
    expect(await archivist.statistics.importFile({ ...DJ3, objectId })).toEqual({ taken: 1, wrong: [] });
    expect(await cell(archivist, 'S036.n')).toMatchObject({ value: 1234, state: 'entered' });
    expect((await archivist.statistics.downloadPrint(DJ3)).sizeBytes).toBeGreaterThan(1_000);
    await handUp(unit);
    expect((await supervisor.statistics.downloadReceived(DJ3)).fileName).toContain('汇总');
    await expect(callEach(stranger).statistics.importFile({ ...DJ3, objectId })).rejects.toThrow('NOT_FOUND');
  });
});
