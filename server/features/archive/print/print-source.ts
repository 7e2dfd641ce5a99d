import { type TenantDb, withTenantDb } from '@/db/client';
import {
  listPrintGroups,
  listPrintRows,
  type PrintConditions,
  type PrintGroupRow,
  type PrintRow,
} from '@/db/queries/archive-print.queries';
import { findFonds, listFondsRows } from '@/db/queries/archive-scheme.queries';
import { findBatchRow } from '@/db/queries/digitisation-batch.queries';
import { readOrgNames } from '@/db/queries/filing-department.queries';
import { type BoxRow, listBoxRows } from '@/db/queries/storage-box.queries';
import { findSetting } from '@/db/queries/storage-place.queries';
import { MOST_PRINTED, type PrintInput } from '@/server/domain/archive/print-form';
import { AppError } from '@/server/domain/shared/app-error';
import { DEFAULT_SETTING } from '@/server/domain/storage/place';
import type { ArchiveSteps } from '../archive.jobs.ts';

const PAGE = 1_000;
const BOXES = 200;

export type PrintSteps = ArchiveSteps<PrintInput>;

/** Each read is a short transaction of its own: a long book holds none open. */
export const reading = <T>(steps: PrintSteps, run: (tdb: TenantDb, tenantId: number) => Promise<T>): Promise<T> => {
  steps.signal.throwIfAborted();
  return withTenantDb(steps.pools, steps.scope, (tdb) => run(tdb, steps.scope.tenantId));
};

export const conditionsOf = (input: PrintInput, levels: readonly string[] | undefined): PrintConditions =>
  input.itemIds
    ? { ids: input.itemIds, levels }
    : input.digitisationBatchId
      ? { digitisationBatchId: input.digitisationBatchId, levels }
      : {
          fondsId: input.fondsId,
          categoryCode: input.categoryCode,
          filingYear: input.filingYear,
          retentionCode: input.retentionCode,
          orgCode: input.orgCode,
          project: input.project,
          levels,
          topOnly: true,
        };

export const readRows = async (steps: PrintSteps, conditions: PrintConditions): Promise<PrintRow[]> => {
  const all: PrintRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && ([last.codeSort, last.id] as const);
    const rows = await reading(steps, (tdb, id) => listPrintRows(tdb, id, conditions, { after, limit: PAGE }));
    all.push(...rows);
    if (all.length > MOST_PRINTED) throw new AppError('BATCH_TOO_LARGE', 'too long a book', { rows: MOST_PRINTED });
    if (rows.length < PAGE) return all;
  }
};

export interface PrintGroup extends PrintGroupRow {
  fondsNumber: string;
  fondsName: string;
  orgName: string | null;
}

/** The books of what was asked for, refused when there is nothing or far too much. */
export const readGroups = async (steps: PrintSteps, conditions: PrintConditions): Promise<PrintGroup[]> => {
  const groups = await reading(steps, (tdb, id) => listPrintGroups(tdb, id, conditions));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  if (rows === 0) throw new AppError('PRINT_NOTHING', 'no record fits');
  if (rows > MOST_PRINTED) throw new AppError('BATCH_TOO_LARGE', 'too long a book', { rows: MOST_PRINTED });
  const fonds = new Map((await reading(steps, listFondsRows)).map((row) => [row.id, row]));
  const orgs = await reading(steps, readOrgNames);
  return groups.map((group) => ({
    ...group,
    orgName: orgs.get(group.orgCode ?? '') ?? group.orgCode,
    fondsNumber: fonds.get(group.fondsId)?.number ?? '',
    fondsName: fonds.get(group.fondsId)?.name ?? '',
  }));
};

export const groupConditions = (group: PrintGroup, conditions: PrintConditions): PrintConditions => {
  const { fondsId, filingYear, retentionCode, orgCode } = group;
  // A book is of a first level; of a second one where only that was asked for.
  const categoryCode = conditions.categoryCode?.includes('·') ? conditions.categoryCode : group.categoryCode;
  return { ...conditions, fondsId, categoryCode, filingYear, retentionCode, orgCode };
};

export const readBoxes = async (steps: PrintSteps): Promise<BoxRow[]> => {
  const { boxIds, fondsId, categoryCode, filingYear, retentionCode, placeId } = steps.payload;
  const conditions = boxIds ? { ids: boxIds } : { fondsId, categoryCode, filingYear, retentionCode, placeId };
  const setting = (await reading(steps, findSetting)) ?? DEFAULT_SETTING;
  const all: BoxRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && ([last.sortKey, last.id] as const);
    const walk = { after, direction: 'after', limit: BOXES } as const;
    const rows = await reading(steps, (tdb, id) => listBoxRows(tdb, id, conditions, walk, setting));
    all.push(...rows);
    if (all.length > MOST_PRINTED) throw new AppError('BATCH_TOO_LARGE', 'too many boxes', { rows: MOST_PRINTED });
    if (rows.length < BOXES) break;
  }
  if (all.length === 0) throw new AppError('PRINT_NOTHING', 'no box fits');
  return all;
};

/** Refuses what names a fonds or a batch of somebody else before a job is owed. */
export const requireOwn = async (tdb: TenantDb, tenantId: number, input: PrintInput): Promise<void> => {
  if (input.fondsId && !(await findFonds(tdb, tenantId, input.fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${tenantId}`);
  if (input.digitisationBatchId && !(await findBatchRow(tdb, tenantId, input.digitisationBatchId)))
    throw new AppError('NOT_FOUND', `batch ${input.digitisationBatchId} is not in tenant ${tenantId}`);
};
