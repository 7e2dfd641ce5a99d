import type { GrantDb, TenantDb } from '@/db/client';
import { listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import {
  type CheckScheduleRule,
  type CheckSourceRow,
  type CheckSourceScope,
  countCheckSource,
  countHandedFiles,
  cutsSeries,
  findDoubleNumbers,
  findDoubleTitles,
  findVolumeDifferences,
  hasHandedObjects,
  listCheckSource,
  listOldCodes,
  listScheduleInForce,
  listSourceYears,
} from '@/db/queries/check-source.queries';
import type { NotRunReason } from '@/server/domain/archive/check-run';
import { schemeInForce, templateOfScheme } from '@/server/domain/archive/classification-scheme';
import { codeSort, resolveTemplate, type TemplateRef } from '@/server/domain/archive/reference-code';
import { checkOne, type Finding, findingOn } from './check-record.ts';
import { checkRetention, type ScheduleInForce } from './check-retention.ts';
import { SeriesWalk } from './series.ts';

/**
 * The rules over a scope of one unit's records. It reads through `read`, which opens a short transaction of the unit's
 * own (a job), or answers with the one handle of a grant (a bureau before an inspection): the rules are the same.
 */
export interface CheckSource {
  read<T>(use: (db: TenantDb | GrantDb) => Promise<T>): Promise<T>;
  tenantId: number;
  scope: CheckSourceScope;
  /** Whether the files of handed in documents may be seen: under a grant they may not. */
  hasFiles: boolean;
}

export interface RulesResult {
  itemCount: number;
  notRun: Record<string, NotRunReason>;
}

export interface RulesRun {
  rules: ReadonlySet<string>;
  /** Takes what was found, a chunk at a time; nothing is held back. */
  emit(findings: Finding[]): Promise<void>;
  progress(done: number, total: number): Promise<void>;
  signal: AbortSignal;
}

const CHUNK = 2_000;

interface Prepared {
  today: string;
  templateFor(record: CheckSourceRow): TemplateRef | null;
  schedule: ScheduleInForce | null;
  byId: Map<string, CheckScheduleRule>;
  walk: SeriesWalk;
  total: number;
  notRun: Record<string, NotRunReason>;
}

const prepare = (source: CheckSource): Promise<Prepared> =>
  source.read(async (handle) => {
    const db = handle as TenantDb;
    const { tenantId, scope } = source;
    const schemes = await listSchemeRows(db, tenantId);
    const listed = await listScheduleInForce(db, tenantId);
    const oldCodes = new Map(
      (await listOldCodes(db, tenantId)).map(({ code, itemId }) => [codeSort(code), itemId] as const),
    );
    const notRun: Record<string, NotRunReason> = {};
    if (!listed) notRun.RETENTION_MATCH = 'no_schedule';
    if (cutsSeries(scope)) notRun.SEQ_CONTINUITY = 'selection';
    if (!source.hasFiles || !(await hasHandedObjects(db, tenantId))) notRun.ATTACH_MISSING = 'no_objects';
    return {
      today: await readToday(db),
      // What stands inside a volume is numbered by the volume's template.
      templateFor: (record) => {
        if (record.parentId !== null) return resolveTemplate(record.codeTemplate as TemplateRef) ?? null;
        const own = schemes.filter((scheme) => scheme.fondsId === record.fondsId);
        return templateOfScheme(schemeInForce(own, record.categoryCode, record.filingYear));
      },
      schedule: listed ? { rules: listed.rules, fromYear: Number(listed.approvedOn.slice(0, 4)) - 1 } : null,
      byId: new Map(listed?.allRules.map((rule) => [rule.id, rule])),
      walk: new SeriesWalk(oldCodes, scope.filingYear ?? null),
      total: await countCheckSource(handle, tenantId, scope),
      notRun,
    };
  });

const judge = (record: CheckSourceRow, prepared: Prepared, run: RulesRun): Finding[] => {
  const { walk, schedule, notRun } = prepared;
  const series = notRun.SEQ_CONTINUITY ? [] : walk.findGaps(record);
  const together = [...walk.findDoubles(record), ...series];
  // A code that was struck out stays taken, but nobody mends its record.
  if (record.state !== 'filed') return together;
  const alone = checkOne(record, { today: prepared.today, template: prepared.templateFor(record) });
  const retention = schedule && run.rules.has('RETENTION_MATCH') ? checkRetention(record, schedule, prepared.byId) : [];
  return [...together, ...alone, ...retention];
};

/** A chunk, with the number of files where files are judged. */
const readChunk = (
  source: CheckSource,
  after: readonly [string, string] | undefined,
  withFiles: boolean,
): Promise<CheckSourceRow[]> =>
  source.read(async (db) => {
    const rows = await listCheckSource(db, source.tenantId, source.scope, after, CHUNK);
    if (!withFiles || rows.length === 0) return rows;
    const ids = rows.map((row) => row.id);
    const files = await countHandedFiles(db as TenantDb, source.tenantId, ids);
    return rows.map((row) => ({ ...row, attachmentCount: files.get(row.id) ?? null }));
  });

const walkRecords = async (source: CheckSource, run: RulesRun, prepared: Prepared): Promise<number> => {
  let after: readonly [string, string] | undefined;
  let done = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const rows = await readChunk(source, after, prepared.notRun.ATTACH_MISSING === undefined);
    const found = rows.flatMap((record) => judge(record, prepared, run));
    await run.emit(found.filter((finding) => run.rules.has(finding.ruleCode)));
    done += rows.length;
    await run.progress(done, prepared.total);
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return done;
    after = [last.codeSort, last.id];
  }
};

const findTogether = async (source: CheckSource, run: RulesRun): Promise<void> => {
  const { tenantId, scope } = source;
  if (run.rules.has('DUP_SUSPECT')) {
    // A year at a time, so that no statement looks at everything.
    for (const year of await source.read((db) => listSourceYears(db, tenantId, scope))) {
      run.signal.throwIfAborted();
      const numbers = await source.read((db) => findDoubleNumbers(db, tenantId, scope, year));
      const known = new Set(numbers.map((row) => row.id));
      const titles = (await source.read((db) => findDoubleTitles(db, tenantId, scope, year))).filter(
        (row) => !known.has(row.id),
      );
      const warn = (detail: string, field: string) => (row: CheckSourceRow & { relatedItemId: string }) =>
        findingOn(row, {
          ruleCode: 'DUP_SUSPECT',
          severity: 'warning',
          field,
          detail,
          relatedItemId: row.relatedItemId,
        });
      await run.emit([
        ...numbers.map(warn('same_number', 'documentNumber')),
        ...titles.map(warn('same_title', 'title')),
      ]);
    }
  }
  if (run.rules.has('VOLUME_CONTENT')) {
    const volumes = await source.read((db) => findVolumeDifferences(db, tenantId, scope));
    await run.emit(
      volumes.map((row) =>
        findingOn(row, { ruleCode: 'VOLUME_CONTENT', severity: 'warning', field: row.field, detail: row.detail }),
      ),
    );
  }
};

/** Puts every record of the scope through the rules, in the order of the codes, in chunks by key. */
export const runRules = async (source: CheckSource, run: RulesRun): Promise<RulesResult> => {
  const prepared = await prepare(source);
  const itemCount = await walkRecords(source, run, prepared);
  await findTogether(source, run);
  const notRun = Object.fromEntries(Object.entries(prepared.notRun).filter(([code]) => run.rules.has(code)));
  return { itemCount, notRun };
};
