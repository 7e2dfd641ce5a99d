import type { TenantDb } from '@/db/client';
import { findDraft, updateDraft } from '@/db/queries/archive-draft.queries';
import { findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { type FondsRow, findFonds, listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import { listTopicRows } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import type { DraftRow, FileRowsInput, FileRowsResult } from '@/server/domain/archive/catalogue-draft';
import { type GridContext, type GridProblem, readGridRow, templateOfRow } from '@/server/domain/archive/grid-row';
import type { ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import { topicsOf } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import { composeItem } from '@/server/features/archive/compose-item';
import { readContainer } from '@/server/features/archive/read-container';
import {
  type CodeToNumber,
  highestNumbers,
  numberOf,
  resolveCode,
  writeNumbered,
} from '@/server/features/archive/resolve-code';
import type { TenantScope } from '@/server/tenancy/scope';
import { personOf } from './save-draft.ts';

interface ReadRow {
  key: string;
  record: ArchiveItemCandidate;
}
interface Sorted {
  coded: (ReadRow & { code: ParsedReferenceCode })[];
  toNumber: (ReadRow & { next: CodeToNumber })[];
  wrong: { key: string; problems: GridProblem[] }[];
}

const isError = (problem: GridProblem): boolean => problem.severity === 'error';

const sortRows = (rows: FileRowsInput['rows'], context: GridContext): Sorted => {
  const sorted: Sorted = { coded: [], toNumber: [], wrong: [] };
  for (const { key, cells } of rows) {
    const { record, problems } = readGridRow(cells, context);
    if (problems.some(isError)) {
      sorted.wrong.push({ key, problems: problems.filter(isError) });
      continue;
    }
    const resolved = resolveCode(record, templateOfRow(context, record.filingYear));
    if (resolved.kind === 'wrong') sorted.wrong.push({ key, problems: [resolved.problem] });
    else if (resolved.kind === 'kept') sorted.coded.push({ key, record, code: resolved.code });
    else sorted.toNumber.push({ key, record, next: resolved.next });
  }
  return sorted;
};

/** Codes that stand in the catalogue, or twice in the grid: the first of the grid keeps it. */
const refuseTaken = async (tdb: TenantDb, tenantId: number, sorted: Sorted): Promise<Sorted['coded']> => {
  const codes = sorted.coded.map(({ code }) => code.text);
  const taken = await findTakenCodes(tdb, tenantId, codes);
  return sorted.coded.filter(({ key, code }) => {
    const isTaken = taken.has(code.text);
    if (isTaken)
      sorted.wrong.push({
        key,
        problems: [{ code: 'CODE_UNIQUE', severity: 'error', field: 'referenceCode', detail: 'taken' }],
      });
    taken.add(code.text);
    return !isTaken;
  });
};

/** A block of numbers for each scope, in the order of the grid. Scopes in one order, so that two people cannot wait for each other. */
const numberRows = async (tdb: TenantDb, tenantId: number, rows: Sorted['toNumber']): Promise<Sorted['coded']> => {
  const byScope = new Map<string, Sorted['toNumber']>();
  for (const row of rows) byScope.set(row.next.scope, [...(byScope.get(row.next.scope) ?? []), row]);
  const coded: Sorted['coded'] = [];
  for (const scope of [...byScope.keys()].sort()) {
    const group = byScope.get(scope) ?? [];
    const first = await takeNumbers(tdb, tenantId, scope, group[0]?.next.sortPrefix ?? '', group.length);
    coded.push(...group.map(({ key, record, next }, at) => ({ key, record, code: writeNumbered(next, first + at) })));
  }
  return coded;
};

const requireFonds = async (tdb: TenantDb, tenantId: number, fondsId: string): Promise<FondsRow> => {
  const fonds = await findFonds(tdb, tenantId, fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
  return fonds;
};

/** A fonds that was closed takes in nothing of later years. */
const refuseClosed = (fonds: FondsRow, rows: readonly ReadRow[]): void => {
  const { closedOn } = fonds;
  if (closedOn !== null && rows.some(({ record }) => `${record.filingYear}` > closedOn.slice(0, 4)))
    throw new AppError('FONDS_CLOSED', `${fonds.number} was closed on ${closedOn}`);
};

interface GridPlace {
  categoryCode: string;
  parentId: string | null;
}

const contextOf = async (tdb: TenantDb, tenantId: number, fonds: FondsRow, place: GridPlace): Promise<GridContext> => {
  const container = place.parentId === null ? null : await readContainer(tdb, tenantId, place.parentId);
  if (container && container.fondsId !== fonds.id) throw new AppError('NOT_A_VOLUME', container.referenceCode);
  const categoryCode = container?.categoryCode ?? place.categoryCode;
  const schemes = await listSchemeRows(tdb, tenantId, fonds.id);
  const topics = topicsOf(await listTopicRows(tdb, tenantId));
  return { fondsNumber: fonds.number, categoryCode, container, schemes, topics, today: await readToday(tdb) };
};

/**
 * 提交表格: files every row that is right, numbered in the order of the grid, in one transaction. What is wrong stays in
 * the draft with its reasons; what was filed leaves it in the same transaction, so that nothing is filed twice.
 */
export const fileRows = async (tdb: TenantDb, scope: TenantScope, input: FileRowsInput): Promise<FileRowsResult> => {
  const { tenantId, accountId } = personOf(scope);
  const key = { tenantId, accountId, id: input.draftId };
  const draft = await findDraft(tdb, key);
  if (!draft || draft.discardedAt !== null) throw new AppError('NOT_FOUND', `draft ${input.draftId} is not there`);
  if (draft.rowVersion !== input.rowVersion)
    throw new AppError('STALE_VERSION', `draft ${draft.id} was saved elsewhere`);
  const fonds = await requireFonds(tdb, tenantId, draft.fondsId);
  const sorted = sortRows(input.rows, await contextOf(tdb, tenantId, fonds, draft));
  refuseClosed(fonds, [...sorted.coded, ...sorted.toNumber]);
  if (sorted.wrong.some(({ problems }) => problems.some((problem) => problem.code === 'SECURITY_BLOCK')))
    throw new AppError('CLASSIFIED_CONTENT_REFUSED', 'a secrecy marking was found');
  const kept = await refuseTaken(tdb, tenantId, sorted);
  await raiseNumbers(tdb, tenantId, highestNumbers(kept.map(({ code }) => numberOf(code))));
  const order = new Map(input.rows.map((row, at) => [row.key, at]));
  const coded = [...kept, ...(await numberRows(tdb, tenantId, sorted.toNumber))].sort(
    (left, right) => (order.get(left.key) ?? 0) - (order.get(right.key) ?? 0),
  );
  // Below a fonds without an official number every code is provisional, as in the form and in imports.
  const codeState = fonds.isOfficial ? ('locked' as const) : ('provisional' as const);
  const inside = draft.parentId === null ? {} : { parentId: draft.parentId };
  const place = { fondsId: fonds.id, createdBy: accountId, codeState, ...inside };
  const items = coded.map(({ record, code }) => composeItem(record, code, numberOf(code)?.number ?? null, place));
  await insertItems(tdb, tenantId, items);
  for (const item of items)
    await audit(tdb, scope, {
      action: 'archive.create',
      objectKind: 'archive_item',
      objectId: item.id,
      objectLabel: item.referenceCode,
      detail: { draftId: draft.id },
    });
  const filed = new Set(coded.map((row) => row.key));
  const left = (draft.rows as DraftRow[]).filter((row) => !filed.has(row.key));
  const rowVersion = await updateDraft(tdb, { ...key, rowVersion: input.rowVersion }, { rows: left });
  if (rowVersion === null) throw new AppError('STALE_VERSION', `draft ${draft.id} was saved elsewhere`);
  const detail = { filed: items.length, wrong: sorted.wrong.length };
  await audit(tdb, scope, {
    action: 'archive.fileDraft',
    objectKind: 'catalogue_draft',
    objectId: draft.id,
    detail,
  });
  return {
    filed: coded.map((row, at) => ({
      key: row.key,
      id: items[at]?.id ?? '',
      referenceCode: items[at]?.referenceCode ?? '',
    })),
    wrong: sorted.wrong,
    rowVersion,
  };
};
