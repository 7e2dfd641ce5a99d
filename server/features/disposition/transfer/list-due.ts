import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  type DueEdge,
  type DueRow,
  listDueRows,
  listTransferPartners,
} from '@/db/queries/disposition-transfer.queries';
import type { DueListView, DueRowView, PartnerView, TransferSelection } from '@/server/domain/disposition/transfer';
import { TRANSFER_RETENTION } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { isLate } from '@/server/domain/shared/lateness';
import type { TenantScope } from '@/server/tenancy/scope';

/** So many lines are read at a time; all of them are told. */
const LINES_AT_ONCE = 10_000;

const readDueRows = async (tdb: TenantDb, tenantId: number): Promise<DueRow[]> => {
  const all: DueRow[] = [];
  let after: DueEdge | undefined;
  for (;;) {
    const rows = await listDueRows(tdb, tenantId, TRANSFER_RETENTION, { after, limit: LINES_AT_ONCE });
    all.push(...rows);
    const last = rows.at(-1);
    if (rows.length < LINES_AT_ONCE || !last) return all;
    after = [last.filingYear, last.fondsNumber, last.categoryCode, last.fondsId];
  }
};

export const listArchives = async (tdb: TenantDb): Promise<PartnerView[]> =>
  (await listTransferPartners(tdb)).filter((partner) => partner.isArchives);

/** The last day of the tenth (twentieth) year; what a unit that has ended left behind is due at once. */
export const dueOf = (year: number, termYears: number, closedOn: string | null): string => {
  const byRule = `${year + termYears}-12-31`;
  return closedOn !== null && closedOn < byRule ? closedOn : byRule;
};

/** Due in the year of its last day; late from the day after. */
const stateOf = (dueOn: string, today: string): DueRowView['state'] => {
  if (isLate(dueOn, today)) return 'overdue';
  return dueOn.slice(0, 4) <= today.slice(0, 4) ? 'due' : 'later';
};

/** 应移交: which years of which fonds go to the archives, and by when (Implementing Regulations art. 20). */
export const listDue = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { archivesTenantId?: number | undefined },
): Promise<DueListView> => {
  const archives = await listArchives(tdb);
  const wanted = input.archivesTenantId;
  const chosen = wanted === undefined ? archives[0] : archives.find((one) => one.tenantId === wanted);
  if (wanted !== undefined && !chosen) throw new AppError('NOT_FOUND', `tenant ${wanted} is no archives of this unit`);
  const termYears = chosen?.termYears ?? null;
  if (termYears === null) return { archives, archivesTenantId: null, termYears, rows: [] };
  const today = await readToday(tdb);
  const rows = (await readDueRows(tdb, scope.tenantId)).map((row) => {
    const dueOn = dueOf(row.filingYear, termYears, row.fondsClosedOn);
    return { ...row, dueOn, state: stateOf(dueOn, today) };
  });
  return { archives, archivesTenantId: chosen?.tenantId ?? null, termYears, rows };
};

/** How much is due or late by now: what a unit announces to its archives. */
export const sumDue = async (tdb: TenantDb, scope: TenantScope, archivesTenantId: number): Promise<number> => {
  const { rows } = await listDue(tdb, scope, { archivesTenantId });
  return rows.filter((row) => row.state !== 'later').reduce((sum, row) => sum + row.volumes + row.pieces, 0);
};

/** A selection as the database asks for it: what is due is told by the term of the archives that the batch goes to. */
export const settleSelection = async (
  tdb: TenantDb,
  archivesTenantId: number,
  selection: TransferSelection,
): Promise<Omit<TransferSelection, 'onlyDue'> & { dueYear?: number }> => {
  const { onlyDue, ...rest } = selection;
  if (!onlyDue) return rest;
  const termYears = (await listArchives(tdb)).find((one) => one.tenantId === archivesTenantId)?.termYears ?? null;
  if (termYears === null) throw new AppError('NOT_FOUND', `tenant ${archivesTenantId} is no archives of this unit`);
  const dueYear = Number((await readToday(tdb)).slice(0, 4)) - termYears;
  return { ...rest, dueYear, retentionCodes: rest.retentionCodes ?? [...TRANSFER_RETENTION] };
};
