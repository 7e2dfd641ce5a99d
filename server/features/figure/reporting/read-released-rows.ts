import { z } from 'zod';
import type { GrantDb, TenantDb } from '@/db/client';
import {
  countReleasedRecords,
  findReceivedRelease,
  findReleasedOutline,
  listGivenRows,
  listPlacedRecords,
  listReleasedRecords,
  type PlacedRecord,
  type ReleasedKey,
} from '@/db/queries/figures/released-rows.queries';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { figureInWords } from '@/server/domain/figure/figure-in-words';
import {
  givenRow,
  isReleasedCode,
  type RecordsOfFigure,
  type ReleasedFigureInput,
  type ReleasedFigureView,
  type ReleasedRow,
  type ReleasedRowsInput,
  recordsOfFigure,
} from '@/server/domain/figure/released-rows';
import { figureOf } from '@/server/domain/report/name-chips';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { ROWS_SHEET } from '../export-figure-rows.ts';
import { digestOf } from '../keep-rows.ts';

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);
const placeCursor = z.tuple([z.number().int()]);
const keptOutline = z.object({ count: z.number().int(), sha256: z.string() });
/** So many ids are looked up at first; a grant that opens few of them makes each slice twice as wide. */
const FIRST_SLICE = 2_000;
const FIRST_PLACES = { first: 1, last: FIRST_SLICE };

const keyOf = (scope: TenantScope, { unitTenantId, code, year }: ReleasedFigureInput): ReleasedKey => ({
  tenantId: scope.tenantId,
  unitTenantId,
  figureCode: code,
  year,
});
const wordsOf = (said: unknown) => (said === null || said === undefined ? null : figureInWords.parse(said));

/** How many rows were counted, and the digest over them in order: the same wherever the ids are kept. */
const outlineOf = (rowIds: unknown): { rows: number; sha256: string } => {
  const ids = z.string().array().safeParse(rowIds);
  if (ids.success) return { rows: ids.data.length, sha256: digestOf(ids.data) };
  const { count, sha256 } = keptOutline.parse(rowIds);
  return { rows: count, sha256 };
};

/** My live grants over the unit that open records of this kind. */
const grantsOver = async (
  db: TenantDb | GrantDb,
  unitTenantId: number,
  { recordClass, register }: RecordsOfFigure,
): Promise<LiveGrant[]> =>
  (await listLiveGrants(db, recordClass)).filter(
    (grant) => grant.unitTenantId === unitTenantId && (register === null || grant.registers?.includes(register)),
  );

/**
 * What was released of one figure by one unit, and whether its rows can be read: the number, its cut-off, version, rows and
 * digest are there with or without a grant.
 * @throws AppError NOT_FOUND where nothing that stands was released to this office
 */
export const readReleasedFigure = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleasedFigureInput,
): Promise<ReleasedFigureView> => {
  const { unitTenantId, code, year } = input;
  const release = isReleasedCode(code) ? await findReceivedRelease(tdb, keyOf(scope, input)) : undefined;
  if (!release) throw new AppError('NOT_FOUND', `${code} of ${year} by tenant ${unitTenantId}`);
  const { rowIds, id: _, definitionVersion: version, said: inWords, isKeptApart, isGiven, ...said } = release;
  const words = wordsOf(inWords);
  const records = recordsOfFigure(code, words?.subject);
  const [grant] = records ? await grantsOver(tdb, unitTenantId, records) : [];
  const isKept = Array.isArray(rowIds) || isKeptApart;
  const underGrant = !records ? 'no_class' : !isKept ? 'not_kept' : grant ? 'granted' : 'no_grant';
  return {
    ...said,
    ...outlineOf(rowIds),
    ...{ unitTenantId, code, year, version, words, access: isGiven ? 'given' : underGrant },
    recordClass: records?.recordClass ?? null,
    register: records?.register ?? null,
    unitSlug: grant?.unitSlug ?? null,
    validTo: grant?.validTo ?? null,
  };
};

/**
 * 连同明细: the rows that the unit gave along with a figure, as they were at the release.
 * @throws AppError NOT_FOUND where nothing was given
 */
export const listGiven = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleasedRowsInput,
): Promise<Page<ReleasedRow>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(placeCursor, input.cursor)?.[0];
  const found = await listGivenRows(tdb, keyOf(scope, input), { cursor, direction, limit });
  if (!found) throw new AppError('NOT_FOUND', `no rows of ${input.code} by tenant ${input.unitTenantId}`);
  const options = { limit, direction, hasCursor: cursor !== undefined, total: found.total };
  const { rows, page } = cutPage(found.rows, options, ({ place }) => encodeCursor([place]));
  return { rows: rows.map(({ row }) => givenRow.omit({ amount: true }).parse(row)), page };
};

/** The rows that were given along, as a workbook: they are the supervisor's to work with from the release on. */
export const exportGiven = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReleasedFigureInput,
): Promise<FileReference> => {
  const { unitName, code, words, year } = await readReleasedFigure(tdb, scope, input);
  const name = words?.name ?? figureOf(code)?.name.zh ?? code;
  // One more than is taken comes back, so that too many are seen.
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const found = await listGivenRows(tdb, keyOf(scope, input), page);
  if (!found) throw new AppError('NOT_FOUND', `no rows of ${code} by tenant ${input.unitTenantId}`);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportGivenRows',
    objectKind: 'figure_release',
    fileName: `${name}明细_${unitName}_${year}.xlsx`,
    ...ROWS_SHEET,
    rows: found.rows.map(({ row: { label, detail, on, amount } }) => [label, detail, on, amount]),
  });
};

/** A page of ids that are kept apart: from one slice to the next until the page is full or there are no more. */
const walkPlaces = async (
  gdb: GrantDb,
  table: RecordsOfFigure['table'],
  key: ReleasedKey,
  { keptApart, input }: { keptApart: number; input: ReleasedRowsInput },
): Promise<{ found: PlacedRecord[]; hasCursor: boolean }> => {
  const { direction, limit } = input;
  const isForward = direction === 'after';
  const cursor = decodeCursor(placeCursor, input.cursor)?.[0];
  const found: PlacedRecord[] = [];
  let edge = cursor ?? (isForward ? 0 : keptApart + 1);
  for (let width = FIRST_SLICE; found.length <= limit && edge >= 0 && edge <= keptApart + 1; width *= 2) {
    const first = isForward ? edge + 1 : Math.max(1, edge - width);
    const last = isForward ? Math.min(keptApart, edge + width) : edge - 1;
    if (first > last) break;
    found.push(
      ...(await listPlacedRecords(gdb, table, key, { first, last, direction, limit: limit + 1 - found.length })),
    );
    edge = isForward ? last : first;
  }
  return { found, hasCursor: cursor !== undefined };
};

/**
 * 点数到行, over the border: the rows that a release counted, as far as a live grant of the person opens them. Which were
 * read stands in the unit's log. Without such a grant it reads like a unit that is not there.
 */
export const listReleasedRows = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: ReleasedRowsInput,
): Promise<Page<ReleasedRow>> => {
  const { unitTenantId, code, year, direction, limit } = input;
  const key = keyOf(scope, input);
  const outline = isReleasedCode(code) ? await findReleasedOutline(gdb, key) : undefined;
  const records = recordsOfFigure(code, wordsOf(outline?.said)?.subject);
  if (!outline || !records) throw new AppError('NOT_FOUND', `no grant opens rows of ${code}`);
  const { recordClass, table } = records;
  // Ids that are kept apart are too many to be looked up for their number alone.
  const opensOf = async (): Promise<number> =>
    outline.keptApart === null
      ? countReleasedRecords(gdb, table, key)
      : (await listPlacedRecords(gdb, table, key, { ...FIRST_PLACES, direction: 'after', limit: FIRST_SLICE })).length;
  let best: { grant: LiveGrant; opens: number } | undefined;
  // Each grant has a scope of its own; the one that covers most of the figure is read.
  for (const grant of await grantsOver(gdb, unitTenantId, records)) {
    if ((await enterGrants(gdb, recordClass, [grant.grantId])).length === 0) continue;
    const opens = await opensOf();
    if (!best || opens > best.opens) best = { grant, opens };
  }
  if (!best || (await enterGrants(gdb, recordClass, [best.grant.grantId])).length === 0)
    throw new AppError('NOT_FOUND', `no live grant over ${recordClass} of tenant ${unitTenantId}`);
  const { opens } = best;
  const pageOf = async (): Promise<Page<ReleasedRow>> => {
    if (outline.keptApart !== null) {
      const { found, hasCursor } = await walkPlaces(gdb, table, key, { keptApart: outline.keptApart, input });
      const { rows, page } = cutPage(found, { limit, direction, hasCursor, total: null }, ({ place }) =>
        encodeCursor([place]),
      );
      return { rows: rows.map(({ sortKey: _, place: __, ...row }) => row), page };
    }
    const cursor = decodeCursor(rowCursor, input.cursor);
    const found = await listReleasedRecords(gdb, table, key, { cursor, direction, limit });
    const options = { limit, direction, hasCursor: cursor !== undefined, total: opens };
    const { rows, page } = cutPage(found, options, (row) => encodeCursor([row.sortKey, row.id]));
    return { rows: rows.map(({ sortKey: _, ...row }) => row), page };
  };
  const { rows, page } = await pageOf();
  await auditGrantRead(
    gdb,
    scope,
    { recordClass, grantIds: [best.grant.grantId] },
    {
      action: 'figure.releasedRows',
      objectKind: 'figure_release',
      objectLabel: code,
      detail: { year, code, rows: rows.map((row) => row.id) },
    },
  );
  return { rows, page };
};
