import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listSchemeRows } from '@/db/queries/archive-scheme.queries';
import { listTakenNumbers } from '@/db/queries/fonds-codes.queries';
import { loadOwnTemplates } from '@/db/queries/fonds-settings.queries';
import { schemeInForce } from '@/server/domain/archive/classification-scheme';
import { sortPrefixOf } from '@/server/domain/archive/reference-code';
import {
  type CodeCheck,
  type CodeCheckView,
  type CodeFinding,
  type CodeFindingsFilter,
  type CodeFindingsInput,
  type CodeGapRow,
  type CodeGapsFilter,
  type CodeGapsInput,
  type CodeSelection,
  checkCodes,
} from '@/server/domain/fonds/code-check';
import { type CodedRecord, type OwnTemplates, readCode } from '@/server/domain/fonds/coded-record';
import { decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { loadRecords } from './load-records.ts';
import { requireFonds } from './save-fonds.ts';

interface Checked extends CodeCheck {
  records: CodedRecord[];
  templateCode: string | null;
}

/** Scopes in which the records are counted, each with the sort key of its codes up to the number. */
export const scopesIn = (records: readonly CodedRecord[], own: OwnTemplates): { scope: string; prefix: string }[] => {
  const scopes = new Map<string, string>();
  for (const record of records) {
    const read = readCode(record, own);
    if (read && !scopes.has(read.scope)) scopes.set(read.scope, sortPrefixOf(read.scope, read.parsed.text));
  }
  return [...scopes].map(([scope, prefix]) => ({ scope, prefix }));
};

const runCheck = async (tdb: TenantDb, scope: TenantScope, input: CodeSelection): Promise<Checked> => {
  const { tenantId } = scope;
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode } = input;
  const fonds = await requireFonds(tdb, scope, fondsId);
  const own = await loadOwnTemplates(tdb, tenantId);
  const schemes = await listSchemeRows(tdb, tenantId, fonds.id);
  const templateCode = schemeInForce(schemes, categoryCode, filingYear)?.templateCode ?? null;
  const records = await loadRecords(tdb, tenantId, { fondsId, categoryCode, filingYear, retentionCode, orgCode });
  // Numbers that are nobody's any more, or of records that were struck out or filed elsewhere, are no gaps.
  const shown = new Set(records.map((record) => record.id));
  const retired = new Map<string, Set<number>>();
  for (const taken of await listTakenNumbers(tdb, tenantId, scopesIn(records, own))) {
    if (taken.itemId !== null && shown.has(taken.itemId)) continue;
    retired.set(taken.scope, (retired.get(taken.scope) ?? new Set()).add(taken.number));
  }
  return { ...checkCodes(records, own, templateCode, retired), records, templateCode };
};

/** 编号检查: how the numbers of a year stand. Reads only. */
export const checkSelection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CodeSelection,
): Promise<CodeCheckView> => {
  const { findings, scopes, records, templateCode } = await runCheck(tdb, scope, input);
  const count = (kind: CodeFinding['kind']): number => findings.filter((finding) => finding.kind === kind).length;
  const retired = scopes
    .flatMap((one) => one.gaps)
    .filter((gap) => gap.reason === 'retired')
    .reduce((sum, gap) => sum + gap.to - gap.from + 1, 0);
  return {
    records: records.length,
    provisional: records.filter((record) => record.codeState === 'provisional').length,
    templateCode,
    counts: {
      gap: scopes.reduce((sum, one) => sum + one.missing, 0),
      retired,
      format: count('format'),
      template: count('template'),
      mismatch: count('mismatch'),
      double: count('double'),
      order: count('order'),
    },
    scopes,
  };
};

const at = z.tuple([z.number().int().min(0)]);

/** A page of what was worked out whole: the places in the list are its keys. */
const pageThrough = <Row>(
  rows: readonly Row[],
  { cursor, direction, limit }: Pick<CodeFindingsInput, 'cursor' | 'direction' | 'limit'>,
): Page<Row> => {
  const [edge] = decodeCursor(at, cursor) ?? [direction === 'after' ? 0 : rows.length];
  const from = direction === 'after' ? edge : Math.max(0, edge - limit);
  const to = direction === 'after' ? from + limit : edge;
  return {
    rows: rows.slice(from, to),
    page: {
      nextCursor: to < rows.length ? encodeCursor([to]) : null,
      previousCursor: from > 0 ? encodeCursor([from]) : null,
      total: rows.length,
    },
  };
};

/** The findings come in the order of the codes, kind by kind of a record. */
export const findingsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  { kind, sort, ...selection }: CodeFindingsFilter,
): Promise<CodeFinding[]> => {
  const { findings, records } = await runCheck(tdb, scope, selection);
  const order = new Map(records.map((record, index) => [record.id, index]));
  const turn = sort === 'code' ? 1 : -1;
  return findings
    .filter((finding) => kind === undefined || finding.kind === kind)
    .sort((one, other) => turn * ((order.get(one.itemId) ?? 0) - (order.get(other.itemId) ?? 0)));
};

/** The single findings, a page at a time. */
export const listFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor, direction, limit, ...filter }: CodeFindingsInput,
): Promise<Page<CodeFinding>> => pageThrough(await findingsOf(tdb, scope, filter), { cursor, direction, limit });

const byScope = new Intl.Collator('zh-CN', { numeric: true });

/** Every run of numbers that nobody has, or that was given up. */
export const gapRowsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  { reason, sort, ...selection }: CodeGapsFilter,
): Promise<CodeGapRow[]> => {
  const { scopes } = await runCheck(tdb, scope, selection);
  const byCount = sort.endsWith('missing');
  const turn = sort.startsWith('-') ? -1 : 1;
  return scopes
    .flatMap(({ key, gaps }) => gaps.map((gap) => ({ ...gap, scope: key, missing: gap.to - gap.from + 1 })))
    .filter((gap) => gap.reason === reason)
    .sort(
      (one, other) =>
        turn *
        ((byCount ? one.missing - other.missing : 0) ||
          byScope.compare(one.scope, other.scope) ||
          one.from - other.from),
    );
};

/** 断号, a page at a time. */
export const listGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor, direction, limit, ...filter }: CodeGapsInput,
): Promise<Page<CodeGapRow>> => pageThrough(await gapRowsOf(tdb, scope, filter), { cursor, direction, limit });
