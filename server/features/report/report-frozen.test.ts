import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { checkDifferences } from './check-differences.ts';

const year = 2025;
let unit: TestTenant;
let writer: TestPerson;
let leader: TestPerson;
beforeEach(async () => {
  unit = await makeTenant('township');
  writer = await makePerson(unit.id, ['unit_archivist'], '孙某');
  leader = await makePerson(unit.id, ['unit_lead'], '李某');
});

const api = (person = writer, tenant = unit) => callEach(tenant, person).report;
const visit = async (personCount: number, tenant = unit, visitedOn = `${year}-05-06`) =>
  (await callAs(tenant)).use.registerVisit({
    visitedOn,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
const begin = async () => (await api().create({ year, template: 'records_office' })).id;
const view = (reportId: string, person = writer) => api(person).byId({ reportId });
const figure = async (reportId: string, key: string) => (await view(reportId)).figures.find((one) => one.key === key);
const write = async (reportId: string, paragraphs: string[], index = 0) => {
  const chapter = (await view(reportId)).chapters[index]!;
  const { id: chapterId, rowVersion, heading, level } = chapter;
  return api().saveChapter({ reportId, chapterId, rowVersion, heading, level, paragraphs });
};
const explainAll = async (reportId: string) => {
  for (const check of (await view(reportId)).checks.filter((one) => one.outcome === 'differs'))
    await api().explain({ reportId, checkCode: check.code, explanation: '上年登记不全' });
};
const submit = async (reportId: string) => {
  await explainAll(reportId);
  return api().submit({ reportId, rowVersion: (await view(reportId)).rowVersion });
};
const approve = async (reportId: string) =>
  api(leader).decide({ reportId, decision: 'approve', rowVersion: (await view(reportId)).rowVersion });

describe('a frozen report', () => {
  const difference = async (reportId: string) =>
    (
      await (
        await testAdmin()
      ).query(
        'select chip_key, kind, value_now::int as now, settled_at is not null as settled from report_difference where tenant_id = $1 and report_id = $2 order by chip_key',
        [unit.id, reportId],
      )
    ).rows;
  const look = async () => {
    const scope = scopeOf(unit);
    await withTenantDb(await testPools(), scope, (tdb) => checkDifferences(tdb, scope));
  };
  const notices = async () =>
    (
      await (
        await testAdmin()
      ).query("select count(*)::int as n from notice where tenant_id = $1 and kind = 'report_difference'", [unit.id])
    ).rows[0].n;

  it('keeps value and rows, and says what the records say since', async () => {
    await visit(3);
    const reportId = await begin();
    await write(reportId, ['接待{S0-09}']);
    await submit(reportId);
    await approve(reportId);
    const { rows } = await (await testAdmin()).query(
      'select value::int as value, row_count, jsonb_array_length(row_ids) as ids, length(sha256) as digest, definition_version, to_on::text from report_frozen_figure where tenant_id = $1 and report_id = $2 and chip_key = $3',
      [unit.id, reportId, 'S0-09|year'],
    );
    expect(rows).toEqual([
      { value: 3, row_count: 1, ids: 1, digest: 64, definition_version: 1, to_on: `${year}-12-31` },
    ]);
    await look();
    expect(await difference(reportId)).toEqual([]);

    await visit(4);
    expect(await figure(reportId, 'S0-09|year')).toMatchObject({
      now: { value: 7 },
      frozen: { value: 3, rows: 1 },
      hasChanged: true,
    });
    await look();
    expect(await difference(reportId)).toEqual([{ chip_key: 'S0-09|year', kind: 'value', now: 7, settled: false }]);
    const told = await notices();
    expect(told).toBeGreaterThan(0);
    await look();
    expect(await notices()).toBe(told);
    expect((await api().list({ state: 'frozen' })).rows[0]?.differences).toBe(1);

    await (await testAdmin()).query('delete from reading_visit where tenant_id = $1 and person_count = 4', [unit.id]);
    await look();
    expect(await difference(reportId)).toEqual([{ chip_key: 'S0-09|year', kind: 'value', now: 7, settled: true }]);
    expect((await figure(reportId, 'S0-09|year'))?.hasChanged).toBe(false);
  });

  it('leads from each number to its rows, of its own days, and to what came and went since', async () => {
    const { id: gone } = await visit(3);
    await visit(5, unit, `${year - 1}-03-01`);
    const reportId = await begin();
    const march = `S0-09|between|${year - 1}-01-01..${year - 1}-06-30`;
    await write(reportId, ['接待{S0-09}', `上年上半年{S0-09·${year - 1}-01-01至${year - 1}-06-30}`]);
    const rows = (more: object = {}) => api().figureRows({ reportId, ...more });
    expect(await rows()).toMatchObject({ figure: { key: 'S0-09|year', value: 3 }, since: null, rows: [{ id: gone }] });
    expect(await rows({ key: march })).toMatchObject({
      figure: { value: 5, from: `${year - 1}-01-01`, to: `${year - 1}-06-30` },
      rows: [{ amount: 5, on: `${year - 1}-03-01`, kind: 'reading_visit' }],
    });
    await expect(rows({ key: 'S0-09|last_year' })).rejects.toThrow('NOT_FOUND');
    await submit(reportId);
    await approve(reportId);
    expect((await rows()).since).toEqual({ added: 0, gone: 0, goneRows: [] });
    const { id: added } = await visit(4);
    await (await testAdmin()).query("update reading_visit set state = 'void' where tenant_id = $1 and id = $2", [
      unit.id,
      gone,
    ]);
    const since = { added: 1, gone: 1, goneRows: [{ id: gone, label: '会计凭证' }] };
    expect(await rows({ only: 'added' })).toMatchObject({ figure: { value: 4 }, since, rows: [{ id: added }] });
    const stranger = await makeTenant('township');
    await expect(api(stranger.worker, stranger).figureRows({ reportId })).rejects.toThrow('NOT_FOUND');
  });

  it('prints what was frozen, whatever the records say', async () => {
    await visit(3);
    const reportId = await begin();
    await write(reportId, ['接待{S0-09}']);
    await submit(reportId);
    await approve(reportId);
    await visit(4);
    const { printReport, readWords } = await import('./export-report.ts');
    const { requireReport } = await import('./require-report.ts');
    const scope = scopeOf(unit);
    const printed = await withTenantDb(await testPools(), scope, async (tdb) =>
      printReport(tdb, scope, await readWords(tdb, unit.id, await requireReport(tdb, scope, reportId)), true),
    );
    expect(printed.chapters[0]?.paragraphs).toEqual(['接待3人次']);
    expect(printed.draftNote).toBeNull();
    expect(printed.figures.find((one) => one.code === 'S0-09')).toMatchObject({ value: '3人次', rows: '1' });
    for (const format of ['docx', 'pdf'] as const) {
      const file = await api().downloadReport({ reportId, format, withFigures: true });
      expect(file.fileName.endsWith(format)).toBe(true);
      expect([file.tenantId, file.sizeBytes > 3000]).toEqual([unit.id, true]);
    }
  });
});

describe('a frozen report that is opened again', () => {
  it('is a draft of the next edition, keeps what was approved, and is watched by its new figures', async () => {
    await visit(3);
    const id = await begin();
    await write(id, ['全年接待{S0-09 利用人次}人次。']);
    await submit(id);
    await approve(id);
    await visit(4);
    const { rowVersion } = await view(id);
    const input = { reportId: id, rowVersion, reason: '补登了一次利用' };
    await expect(api().reopen(input)).rejects.toMatchObject({ message: 'FORBIDDEN' });
    const stranger = await makeTenant('township');
    const foreign = await makePerson(stranger.id, ['unit_lead'], '吴某');
    await expect(api(foreign, stranger).reopen(input)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await api(leader).reopen(input);
    await expect(api(leader).reopen(input)).rejects.toMatchObject({ message: 'REPORT_STATE_WRONG' });
    expect(await view(id)).toMatchObject({ state: 'draft', edition: 2, returnReason: '补登了一次利用' });
    expect(await figure(id, 'S0-09|year')).toMatchObject({ now: { value: 7 }, frozen: null });
    await submit(id);
    await approve(id);
    expect(await figure(id, 'S0-09|year')).toMatchObject({ frozen: { value: 7 }, hasChanged: false });
    const earlier = await api().earlierFigures({ reportId: id });
    expect(earlier.find((one) => one.figureCode === 'S0-09')).toMatchObject({ edition: 1, value: 3 });
    expect(new Set(earlier.map((one) => one.edition))).toEqual(new Set([1]));
    expect((await api().versions({ reportId: id })).map((version) => version.kind).sort()).toEqual([
      'frozen',
      'frozen',
      'reopened',
      'submitted',
      'submitted',
    ]);
  });
});
