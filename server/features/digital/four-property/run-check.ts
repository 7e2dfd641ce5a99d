import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import { type CheckSourceRow, listCheckSource } from '@/db/queries/check-source.queries';
import {
  countRecordsOfRuns,
  type FourPropertyRecordInsert,
  type FourPropertyRunRow,
  findFourPropertyRun,
  insertFourPropertyRecords,
  listPreviousResults,
  updateFourPropertyRun,
} from '@/db/queries/four-property.queries';
import {
  type CheckedFileRow,
  countElectronicRecords,
  keepLooks,
  listCheckedFiles,
  listElectronicRecords,
  listSurroundings,
  type RecordSurroundings,
} from '@/db/queries/four-property-source.queries';
import { audit } from '@/server/audit/audit';
import { schemeInForce, templateOfScheme } from '@/server/domain/archive/classification-scheme';
import { resolveTemplate, type TemplateRef } from '@/server/domain/archive/reference-code';
import {
  type CheckResult,
  type FourPropertyScope,
  fourPropertyScope,
  type ItemChange,
  type ItemResults,
  itemResults,
} from '@/server/domain/digital/four-property';
import { type CheckPhase, RECHECKED_AT_ONCE, rulesOfPhase } from '@/server/domain/digital/four-property-rules';
import { notify } from '@/server/features/platform';
import { hasScanner } from '@/server/objects/inspect/scan-for-viruses';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { judgeFiles, type Look } from './judge-files.ts';
import { judgeMetadata } from './judge-metadata.ts';

const CHUNK = 20;

export interface FourPropertySteps {
  pools: Pools;
  scope: TenantScope;
  payload: { runId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

interface Chunk {
  records: CheckSourceRow[];
  around: Map<string, RecordSurroundings>;
  files: Map<string, CheckedFileRow[]>;
  templates: Map<string, TemplateRef | null>;
  today: string;
}

const readTemplates = async (tdb: TenantDb, tenantId: number, records: readonly CheckSourceRow[]) => {
  const schemes = await listSchemeRows(tdb, tenantId);
  return new Map(
    records.map((record): [string, TemplateRef | null] => {
      if (record.parentId !== null) return [record.id, resolveTemplate(record.codeTemplate as TemplateRef) ?? null];
      const own = schemes.filter((scheme) => scheme.fondsId === record.fondsId);
      return [record.id, templateOfScheme(schemeInForce(own, record.categoryCode, record.filingYear))];
    }),
  );
};

const readChunk = (
  { pools, scope }: FourPropertySteps,
  of: FourPropertyScope,
  after: readonly [string, string] | undefined,
): Promise<Chunk | null> =>
  withTenantDb(pools, scope, async (tdb) => {
    const { tenantId } = scope;
    const keys = await listElectronicRecords(tdb, tenantId, of, after, CHUNK);
    if (keys.length === 0) return null;
    const itemIds = keys.map((key) => key.id);
    const records = await listCheckSource(tdb, tenantId, { itemIds }, undefined, CHUNK);
    const files = new Map<string, CheckedFileRow[]>();
    for (const id of itemIds) files.set(id, await listCheckedFiles(tdb, tenantId, id));
    return {
      records,
      around: await listSurroundings(tdb, tenantId, itemIds),
      files,
      templates: await readTemplates(tdb, tenantId, records),
      today: await readToday(tdb),
    };
  });

const codesWith = (results: ItemResults, wanted: CheckResult): string[] =>
  Object.entries(results).flatMap(([code, { result }]) => (result === wanted ? [code] : []));

const compare = (before: ItemResults, after: ItemResults): ItemChange[] =>
  Object.entries(after).flatMap(([code, { result }]) => {
    const earlier = before[code]?.result;
    return earlier === undefined || earlier === result ? [] : [{ code, before: earlier, after: result }];
  });

interface Judged extends Omit<FourPropertyRecordInsert, 'previousRunId' | 'changes'> {
  looks: { id: string; look: Look }[];
}
interface Manner {
  asked: ReadonlySet<string>;
  onlyNew: boolean;
  hasScanner: boolean;
}

const judgeRecord = async (
  { objects, scope }: FourPropertySteps,
  record: CheckSourceRow,
  chunk: Chunk,
  manner: Manner,
): Promise<Judged | null> => {
  const around = chunk.around.get(record.id);
  const files = chunk.files.get(record.id) ?? [];
  // Taken out of the record since the chunk was read: there is nothing left to judge.
  if (!around || files.length === 0) return null;
  const context = { today: chunk.today, template: chunk.templates.get(record.id) ?? null };
  const seen = await judgeFiles(objects, scope.tenantId, record, files, manner);
  const all = { ...judgeMetadata(record, around, files, context), ...seen.results };
  const results = Object.fromEntries(Object.entries(all).filter(([code]) => manner.asked.has(code)));
  return {
    itemId: record.id,
    referenceCode: record.referenceCode,
    codeSort: record.codeSort,
    title: record.title,
    fileCount: files.length,
    openedCount: seen.looks.length,
    byteCount: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    results,
    failedCodes: codesWith(results, 'failed'),
    personCodes: codesWith(results, 'needs_person'),
    notRunCodes: codesWith(results, 'not_run'),
    looks: seen.looks,
  };
};

const keepChunk = (
  { pools, scope }: FourPropertySteps,
  runId: string,
  judged: readonly Judged[],
  last: CheckSourceRow,
): Promise<void> =>
  withTenantDb(pools, scope, async (tdb) => {
    const { tenantId } = scope;
    const ids = judged.map((row) => row.itemId);
    const earlier = await listPreviousResults(tdb, tenantId, runId, ids);
    await keepLooks(
      tdb,
      tenantId,
      judged.flatMap(({ looks }) => looks),
    );
    const rows = judged.map(({ looks: _, ...row }) => {
      const before = earlier.get(row.itemId);
      const changes = before ? compare(itemResults.parse(before.results), row.results as ItemResults) : [];
      return { ...row, previousRunId: before?.runId ?? null, changes };
    });
    await insertFourPropertyRecords(tdb, tenantId, runId, rows);
    await updateFourPropertyRun(tdb, tenantId, runId, { afterCode: last.codeSort, afterId: last.id });
  });

/** What holds for the installation and for the medium, once a run. */
const judgeInstallation = async (phase: CheckPhase): Promise<ItemResults> => {
  const own: ItemResults = {
    '3-6': { result: 'needs_person', detail: 'environment' },
    '4-1': (await hasScanner()) ? { result: 'passed' } : { result: 'needs_person', detail: 'no_scanner' },
    '4-4': { result: 'not_applicable', detail: 'online' },
    '4-5': { result: 'not_applicable', detail: 'online' },
    '4-6': { result: 'not_applicable', detail: 'online' },
  };
  const asked = new Set(rulesOfPhase(phase).map((rule) => rule.code));
  return Object.fromEntries(Object.entries(own).filter(([code]) => asked.has(code)));
};

/** Nobody waits for a run of the clock: what it found wrong, or other than the last time, is told. */
const tellCarers = async (tdb: TenantDb, scope: TenantScope, run: FourPropertyRunRow): Promise<void> => {
  const counts = (await countRecordsOfRuns(tdb, scope.tenantId, [run.id])).get(run.id);
  if (!counts || counts.failed + counts.changed === 0) return;
  await notify(tdb, scope, {
    kind: 'four_property_recheck',
    title: `定期四性检测：${counts.failed} 件不合格，${counts.changed} 件与上次不同`,
    link: `digital/checks/${run.id}`,
    permission: 'digital.write',
  });
};

const finish = ({ pools, scope }: FourPropertySteps, run: FourPropertyRunRow, records: number): Promise<void> =>
  withTenantDb(pools, scope, async (tdb) => {
    if (run.scopeKind === 'due') await tellCarers(tdb, scope, run);
    const results = await judgeInstallation(run.phase as CheckPhase);
    await updateFourPropertyRun(tdb, scope.tenantId, run.id, { state: 'done', results });
    await audit(tdb, scope, {
      action: 'digital.finishFourProperty',
      objectKind: 'four_property_run',
      objectId: run.id,
      detail: { phase: run.phase, records, ruleSet: run.ruleSet },
    });
  });

/**
 * Judges the records of a run, some at a time, each chunk kept in a transaction of its own with the place where it
 * ends: stopped anywhere, the next run goes on behind it. Files are read outside of any transaction.
 */
export const runFourProperty = async (steps: FourPropertySteps): Promise<{ records: number }> => {
  const { pools, scope, payload, progress } = steps;
  const { tenantId } = scope;
  const run = await withTenantDb(pools, scope, (tdb) => findFourPropertyRun(tdb, tenantId, payload.runId));
  // A run of the clock that was given up has made room for the next one, which takes what it left.
  if (!run || run.state === 'done' || run.state === 'failed') return { records: 0 };
  const of = fourPropertyScope.parse(run.scope);
  const most = of.kind === 'due' ? RECHECKED_AT_ONCE : Number.POSITIVE_INFINITY;
  const [total, kept] = await withTenantDb(pools, scope, async (tdb) => {
    await updateFourPropertyRun(tdb, tenantId, run.id, { state: 'running' });
    const counts = (await countRecordsOfRuns(tdb, tenantId, [run.id])).get(run.id);
    return [await countElectronicRecords(tdb, tenantId, of), counts?.records ?? 0] as const;
  });
  const manner: Manner = {
    asked: new Set(rulesOfPhase(run.phase as CheckPhase).map((rule) => rule.code)),
    onlyNew: 'onlyNew' in of && of.onlyNew === true,
    hasScanner: await hasScanner(),
  };
  let after = run.afterCode !== null && run.afterId !== null ? ([run.afterCode, run.afterId] as const) : undefined;
  let records = 0;
  while (kept + records < most) {
    const chunk = await readChunk(steps, of, after);
    const last = chunk?.records.at(-1);
    if (!chunk || !last) break;
    const judged: Judged[] = [];
    for (const record of chunk.records) {
      const row = await judgeRecord(steps, record, chunk, manner);
      if (row) judged.push(row);
    }
    await keepChunk(steps, run.id, judged, last);
    after = [last.codeSort, last.id];
    records += judged.length;
    await progress(records, Math.max(records, Math.min(total, most)));
  }
  await finish(steps, run, records);
  return { records };
};
