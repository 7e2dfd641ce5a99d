import { beforeAll, describe, expect, it } from 'vitest';
import { withGrantDb } from '@/db/client';
import { makeFonds, makeGrant, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { type PlantedRecord, plantRecords } from '@/db/testing/factories/searchable';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { CHECK_RULE_CODES } from '@/server/domain/archive/check-rules';
import { checkGranted } from './check-granted.ts';
import type { Finding } from './check-record.ts';
import { writeCheckExport } from './export-check.ts';
import { runCheck } from './run-check.ts';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string; number: string };
let records: PlantedRecord[];

const sound = {
  title: '清河区水利局关于印发2023年防汛预案的通知',
  responsibleParty: '清河区水利局',
  documentDate: '20230506',
  pageCount: 4,
};
/** What each planted record breaks, by item number. Numbers 4 and 5 are missing. */
const DRAFTS = [
  { ...sound, itemNumber: 1, documentNumber: '清水发〔2023〕1号' },
  { ...sound, itemNumber: 2, title: '关于印发某事的通知', documentNumber: '清水发[2023]02号', responsibleParty: null },
  { ...sound, itemNumber: 3, title: '清河区水利局关于防汛值班的通知', documentNumber: '清水发(2023)第1号' },
  { ...sound, itemNumber: 6, title: '清河区水利局关于汛情的报告甲', documentDate: null, pageCount: null },
  { ...sound, itemNumber: 7, title: '清河区水利局关于水库的报告乙', pageCount: 0, documentDate: '20239999' },
  { ...sound, itemNumber: 8, title: '清河区水利局关于灌区的方案丙', documentDate: '20190506' },
  { ...sound, itemNumber: 9, title: '清河区水利局关于河长制的方案丁', documentDate: '20990101' },
  { ...sound, itemNumber: 10, title: '内部资料 注意保存不得外传的水文方案' },
  { ...sound, itemNumber: 11, title: '清河区水利局关于渠道的方案戊', referenceCode: 'B028-WS·2023-Y-BGS-A11' },
  { ...sound, itemNumber: 12, title: '清河区水利局关于闸门的方案己', frameCount: 9 },
  { ...sound, itemNumber: 13, title: '机密★ 清河区水利局关于某事的方案庚' },
];

beforeAll(async () => {
  [bureau, unit, stranger] = [
    await makeTenant('bureau'),
    await makeTenant('department'),
    await makeTenant('department'),
  ];
  await supervise(bureau, unit);
  fonds = await makeFonds(unit);
  records = await plantRecords(unit, fonds, DRAFTS);
  const foreign = await makeFonds(stranger);
  await plantRecords(stranger, foreign, DRAFTS);
});

const check = async (scope: object = { kind: 'unit' }): Promise<string> => {
  const { runId } = await (await callAs(unit)).archive.startCheck({ scope } as never);
  await runCheck(await stepsFor(unit, { runId }));
  return runId;
};
const resultsOf = async (runId: string, more: object = {}) =>
  (await (await callAs(unit)).archive.checkResults({ runId, limit: 200, status: 'all', ...more })).rows;
const idOf = (itemNumber: number): string => records.find((record) => record.itemNumber === itemNumber)?.id ?? '';

describe('a run over the unit', () => {
  it('finds what each rule is about, on the record or between records, and nothing on a sound one', async () => {
    const runId = await check();
    const found = await resultsOf(runId);
    const on = (itemNumber: number) =>
      found.filter((row) => row.itemId === idOf(itemNumber)).map((row) => `${row.ruleCode} ${row.detail}`);
    expect(on(1)).toEqual([]);
    expect(on(2)).toEqual(
      expect.arrayContaining([
        'DOCNO_STYLE brackets_not_hexagonal',
        'DOCNO_STYLE leading_zero',
        'TITLE_MISSING_ELEMENT responsible_party',
        'FIELD_MISSING empty',
      ]),
    );
    expect(on(3)).toEqual(expect.arrayContaining(['DUP_SUSPECT same_number', 'DOCNO_STYLE ordinal_prefix']));
    expect(on(6).sort()).toEqual(['FIELD_MISSING empty', 'FIELD_MISSING empty']);
    expect(on(7)).toEqual(expect.arrayContaining(['PAGE_ZERO zero', 'DATE_FORMAT impossible']));
    expect(on(8)).toEqual(['YEAR_DATE year']);
    expect(on(9)).toEqual(expect.arrayContaining(['DATE_FORMAT future']));
    expect(on(10)).toContain('SECURITY_BLOCK internal');
    expect(on(11)).toContain('CODE_FORMAT malformed');
    expect(on(12)).toEqual(['PAGE_ZERO frames_differ']);
    expect(
      found.filter((row) => row.itemId === null).map((row) => [row.ruleCode, row.subject, row.detail]),
    ).toContainEqual(['SEQ_CONTINUITY', 'B028-WS·2023-Y-BGS-0004—0005', 'missing:2']);
    const run = await (await callAs(unit)).archive.checkById({ runId });
    expect(run).toMatchObject({ state: 'done', itemCount: DRAFTS.length, newCount: null, goneCount: null });
    expect(run.errorCount + run.warningCount).toBe(found.length);
    expect(run.rules.map((rule) => rule.code)).toEqual([...CHECK_RULE_CODES]);
    expect(run.rules.find((rule) => rule.code === 'RETENTION_MATCH')?.notRun).toBe('no_schedule');
  });

  it('lists by rule and severity, page by page, forwards and back', async () => {
    const runId = await check();
    const errors = await resultsOf(runId, { severity: 'error' });
    expect(errors.every((row) => row.severity === 'error')).toBe(true);
    const styles = await resultsOf(runId, { ruleCode: 'DOCNO_STYLE' });
    expect(new Set(styles.map((row) => row.ruleCode))).toEqual(new Set(['DOCNO_STYLE']));
    const api = await callAs(unit);
    const first = await api.archive.checkResults({ runId, status: 'all', limit: 5 });
    const second = await api.archive.checkResults({
      runId,
      status: 'all',
      limit: 5,
      cursor: first.page.nextCursor ?? '',
    });
    expect(second.rows[0]?.id).not.toBe(first.rows[0]?.id);
    const back = await api.archive.checkResults({
      runId,
      status: 'all',
      limit: 5,
      cursor: second.page.previousCursor ?? '',
      direction: 'before',
    });
    expect(back.rows).toEqual(first.rows);
  });

  it('begins anew after its worker was lost, and finds nothing twice', async () => {
    const { runId } = await (await callAs(unit)).archive.startCheck({ scope: { kind: 'unit' } });
    const steps = await stepsFor(unit, { runId });
    const lost = { ...steps, progress: () => Promise.reject(new Error('worker lost')) };
    await expect(runCheck(lost)).rejects.toThrow('worker lost');
    await runCheck(steps);
    const found = await resultsOf(runId);
    expect(new Set(found.map((row) => `${row.ruleCode}${row.subject}${row.field}${row.detail}`)).size).toBe(
      found.length,
    );
  });
});

describe('compared with the run before', () => {
  it('tells what is new, what is still there and what is gone', async () => {
    const before = await check({ kind: 'year', filingYear: 2023 });
    const api = await callAs(unit);
    await api.archive.correct({
      id: idOf(7),
      rowVersion: 1,
      changes: { pageCount: 3, documentDate: '20230607' },
      reason: '补录',
    });
    await api.archive.correct({ id: idOf(1), rowVersion: 1, changes: { documentDate: '20180101' }, reason: '试验' });
    const runId = await check({ kind: 'year', filingYear: 2023 });
    const run = await api.archive.checkById({ runId });
    expect(run.previousRunId).toBe(before);
    expect(run.stillCount).toBeGreaterThan(3);
    const fresh = await resultsOf(runId, { comparison: 'new' });
    expect(fresh.map((row) => [row.itemId, row.ruleCode])).toEqual([[idOf(1), 'YEAR_DATE']]);
    const gone = await resultsOf(runId, { comparison: 'gone' });
    expect(gone.map((row) => `${row.itemId} ${row.ruleCode}`).sort()).toEqual(
      [`${idOf(7)} DATE_FORMAT`, `${idOf(7)} PAGE_ZERO`].sort(),
    );
    expect(run.goneCount).toBe(gone.length);
  });

  it('keeps an explanation over runs, until it is taken back', async () => {
    const scope = { kind: 'year', filingYear: 2023 };
    const runId = await check(scope);
    const api = await callAs(unit);
    const [gap] = await resultsOf(runId, { ruleCode: 'SEQ_CONTINUITY' });
    await api.archive.explainCheck({ runId, resultIds: [gap?.id ?? ''], reason: '第4、5号材料未形成，经核实' });
    const open = await resultsOf(runId, { ruleCode: 'SEQ_CONTINUITY', status: 'open' });
    expect(open.map((row) => row.subject)).toEqual(['B028-WS·2023-Y-BGS-0011']);
    const again = await check(scope);
    const [explained] = await resultsOf(again, { status: 'explained' });
    expect(explained).toMatchObject({
      ruleCode: 'SEQ_CONTINUITY',
      explanation: { reason: '第4、5号材料未形成，经核实' },
    });
    const secret = (await resultsOf(again, { ruleCode: 'SECURITY_BLOCK', severity: 'error' }))[0]?.id ?? '';
    const grave = (await callAs(unit)).archive.explainCheck({ runId: again, resultIds: [secret], reason: '可以' });
    await expect(grave).rejects.toMatchObject({
      message: 'CHECK_NOT_EXPLAINABLE',
    });
    await api.archive.withdrawExplanation({ id: explained?.explanation?.id ?? '' });
    expect(await resultsOf(again, { ruleCode: 'SEQ_CONTINUITY', status: 'open' })).toHaveLength(2);
  });
});

it('judges all that a list finds, by class or by words, and a stranger nothing of it', async () => {
  const whole = await resultsOf(await check({ kind: 'year', filingYear: 2023 }));
  const byClass = await check({ kind: 'list', filters: { categoryCode: 'WS', filingYear: 2023 } });
  const found = await resultsOf(byClass);
  expect(found.map((row) => row.subject).filter((subject) => !whole.some((row) => row.subject === subject))).toEqual(
    [],
  );
  // Its series are whole, so that gaps can be judged.
  const run = await (await callAs(unit)).archive.checkById({ runId: byClass });
  expect(run.scope).toEqual({ kind: 'list', filters: { categoryCode: 'WS', filingYear: 2023 } });
  expect(run.rules.find((rule) => rule.code === 'SEQ_CONTINUITY')?.notRun).toBeNull();
  const { rows } = await (await callAs(unit)).archive.list({ q: '通知' });
  const byWords = await check({ kind: 'list', filters: { q: '通知' } });
  const judged = await (await callAs(unit)).archive.checkById({ runId: byWords });
  expect(judged.itemCount).toBe(rows.length);
  expect(judged.rules.find((rule) => rule.code === 'SEQ_CONTINUITY')?.notRun).toBe('selection');
  await expect((await callAs(stranger)).archive.checkById({ runId: byClass })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
});

it('judges a selection, and says which rules it cannot judge there', async () => {
  const runId = await check({ kind: 'selection', itemIds: [idOf(3), idOf(6)] });
  const found = await resultsOf(runId);
  expect(new Set(found.map((row) => row.itemId))).toEqual(new Set([idOf(3), idOf(6)]));
  expect(found.map((row) => row.ruleCode)).toContain('DUP_SUSPECT');
  const run = await (await callAs(unit)).archive.checkById({ runId });
  expect(run.rules.find((rule) => rule.code === 'SEQ_CONTINUITY')?.notRun).toBe('selection');
});

it('finds codes that were another record’s, doubles but for zeros, and volumes that differ from their contents', async () => {
  const tenant = await makeTenant('department');
  const own = await makeFonds(tenant);
  const [volume, piece, , former] = await plantRecords(tenant, own, [
    {
      ...sound,
      level: 'volume',
      itemNumber: 1,
      title: '清河区水利局工程案卷甲',
      pageCount: 10,
      startDate: '20230101',
      endDate: '20230401',
    },
    { ...sound, itemNumber: 2, title: '清河区水利局工程请示一', pageCount: 4 },
    { ...sound, itemNumber: 3, title: '清河区水利局工程请示二', referenceCode: 'B028-WS·2023-Y-BGS-03' },
    { ...sound, itemNumber: 3, title: '清河区水利局工程请示三' },
  ]);
  const admin = await testAdmin();
  await admin.query('update archive_item set parent_id = $1 where id = $2', [volume?.id, piece?.id]);
  await admin.query("update archive_item set old_codes = array['B028-WS·2023-Y-BGS-0001'] where id = $1", [former?.id]);
  const { runId } = await (await callAs(tenant)).archive.startCheck({ scope: { kind: 'unit' } });
  await runCheck(await stepsFor(tenant, { runId }));
  const { rows } = await (await callAs(tenant)).archive.checkResults({ runId, status: 'all', limit: 200 });
  const lines = rows.map((row) => `${row.ruleCode} ${row.field} ${row.detail}`);
  expect(lines).toEqual(
    expect.arrayContaining([
      'CODE_UNIQUE referenceCode former_code',
      'CODE_UNIQUE referenceCode same_code',
      'VOLUME_CONTENT pageCount pages_differ',
      'VOLUME_CONTENT endDate dates_outside',
    ]),
  );
});

it('writes the work list into a workbook', async () => {
  const runId = await check();
  const api = await callAs(unit);
  const { jobId } = await api.archive.exportCheck({ runId });
  const steps = await stepsFor(unit, { runId, status: 'open' as const });
  const made = await writeCheckExport(steps, testObjects());
  expect(made.fileName).toBe('整理校验.xlsx');
  expect((await api.archive.exportById({ jobId })).isReady).toBe(false);
});

it('shows a stranger nothing of a run', async () => {
  const runId = await check();
  const foreign = await callAs(stranger);
  const calls = [
    () => foreign.archive.checkById({ runId }),
    () => foreign.archive.checkResults({ runId }),
    () => foreign.archive.exportCheck({ runId }),
    async () => (await callAs(stranger)).archive.startCheck({ scope: { kind: 'selection', itemIds: [idOf(3)] } }),
    async () => (await callAs(stranger)).archive.startCheck({ scope: { kind: 'unit', fondsId: fonds.id } }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ message: 'NOT_FOUND' });
  expect((await foreign.archive.checks({})).rows).toEqual([]);
});

it('runs the same rules for a bureau under a grant, inside its scope, and leaves the look in the unit’s log', async () => {
  const grantId = await makeGrant(bureau, unit, { yearFrom: 2023, yearTo: 2023 });
  const scope = scopeOf(bureau);
  const found: Finding[] = [];
  const result = await withGrantDb(await testPools(), scope, (gdb) =>
    checkGranted(gdb, scope, { unitSlug: unit.slug, signal: new AbortController().signal }, async (findings) => {
      found.push(...findings);
    }),
  );
  expect(result.itemCount).toBe(DRAFTS.length);
  const own = await resultsOf(await check());
  const line = (row: { ruleCode: string; subject: string; detail: string }) =>
    `${row.ruleCode} ${row.subject} ${row.detail}`;
  expect(found.map(line).sort()).toEqual(own.map(line).sort());
  const { rows } = await (await testAdmin()).query(
    "select 1 from audit_event where tenant_id = $1 and grant_id = $2 and action = 'archive.grantedCheck'",
    [unit.id, grantId],
  );
  expect(rows).toHaveLength(1);
  await expect(
    withGrantDb(await testPools(), scope, (gdb) =>
      checkGranted(
        gdb,
        scope,
        { unitSlug: stranger.slug, signal: new AbortController().signal },
        async () => undefined,
      ),
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
