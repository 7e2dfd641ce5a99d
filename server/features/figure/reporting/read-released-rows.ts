import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GrantDb, TenantDb } from '@/db/client';
import {
  countReleasedRecords,
  findReceivedRelease,
  listReleasedRecords,
  type ReleasedKey,
} from '@/db/queries/figures/released-rows.queries';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import {
  type RecordsOfFigure,
  type ReleasedFigureInput,
  type ReleasedFigureView,
  type ReleasedRow,
  type ReleasedRowsInput,
  recordsOfFigure,
} from '@/server/domain/figure/released-rows';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);
const keptOutline = z.object({ count: z.number().int(), sha256: z.string() });
const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

const keyOf = (scope: TenantScope, { unitTenantId, code, year }: ReleasedFigureInput): ReleasedKey => ({
  tenantId: scope.tenantId,
  unitTenantId,
  figureCode: code,
  year,
});

/** How many rows were counted, and the digest over them in order: the same whether the ids are kept or not. */
const outlineOf = (rowIds: unknown): { rows: number; sha256: string; isKept: boolean } => {
  const ids = z.string().array().safeParse(rowIds);
  if (ids.success) {
    const sha256 = createHash('sha256').update(ids.data.join('\n')).digest('hex');
    return { rows: ids.data.length, sha256, isKept: true };
  }
  const { count, sha256 } = keptOutline.parse(rowIds);
  return { rows: count, sha256, isKept: false };
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
  const release = isFigureCode(code) ? await findReceivedRelease(tdb, keyOf(scope, input)) : undefined;
  if (!release || !isFigureCode(code)) throw new AppError('NOT_FOUND', `${code} of ${year} by tenant ${unitTenantId}`);
  const records = recordsOfFigure(code);
  const [grant] = records ? await grantsOver(tdb, unitTenantId, records) : [];
  const { rowIds, id: _, definitionVersion: version, ...said } = release;
  const { isKept, ...outline } = outlineOf(rowIds);
  const access = !records ? 'no_class' : !isKept ? 'not_kept' : grant ? 'granted' : 'no_grant';
  return {
    ...said,
    ...outline,
    ...{ unitTenantId, code, year, version, access },
    recordClass: records?.recordClass ?? null,
    register: records?.register ?? null,
    unitSlug: grant?.unitSlug ?? null,
    validTo: grant?.validTo ?? null,
  };
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
  const records = isFigureCode(code) ? recordsOfFigure(code) : null;
  if (!records || records.recordClass === 'storage') throw new AppError('NOT_FOUND', `no grant opens rows of ${code}`);
  const { recordClass } = records;
  const key = keyOf(scope, input);
  let best: { grant: LiveGrant; total: number } | undefined;
  // Each grant has a scope of its own; the one that covers most of the figure is read.
  for (const grant of await grantsOver(gdb, unitTenantId, records)) {
    if ((await enterGrants(gdb, recordClass, [grant.grantId])).length === 0) continue;
    const total = await countReleasedRecords(gdb, recordClass, key);
    if (!best || total > best.total) best = { grant, total };
  }
  if (!best || (await enterGrants(gdb, recordClass, [best.grant.grantId])).length === 0)
    throw new AppError('NOT_FOUND', `no live grant over ${recordClass} of tenant ${unitTenantId}`);
  const cursor = decodeCursor(rowCursor, input.cursor);
  const found = await listReleasedRecords(gdb, recordClass, key, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: best.total };
  const { rows, page } = cutPage(found, options, (row) => encodeCursor([row.sortKey, row.id]));
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
  return { rows: rows.map(({ sortKey: _, ...row }) => row), page };
};
