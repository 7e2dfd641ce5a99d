import { sql } from 'kysely';
import type { ProbeCode, ProbeFigure } from '@/server/domain/inspection/probes';
import type { GrantDb, TenantDb } from '../../client.ts';
import { type Walk, walkOrder } from '../paging.ts';
import * as archive from './archive-probes.ts';
import type { ProbePredicate, ProbeQuestion } from './probe-rows.ts';
import * as registers from './register-probes.ts';
import * as books from './safekeeping-probes.ts';

/** The one predicate of each probe. */
const ROWS: Record<ProbeCode, ProbePredicate> = {
  'filing.years': archive.yearsFiled,
  'filing.onTime': archive.filedOnTime,
  'numbering.gaps': archive.numberGaps,
  'numbering.doubles': archive.numberDoubles,
  'retention.missing': archive.retentionMissing,
  'schedule.approved': archive.approvedSchedule,
  'catalogue.complete': archive.entriesComplete,
  'categories.kept': archive.categoriesKept,
  'digital.files': archive.recordsWithFiles,
  'fixity.swept': archive.filesVerified,
  'storage.boxed': archive.recordsBoxed,
  'storage.placed': registers.boxesPlaced,
  'loans.overdue': registers.loansOverdue,
  'use.register': registers.visitsKept,
  'training.hours': registers.trainingHeld,
  'guidance.coverage': registers.unitsGuided,
  'demands.closed': registers.demandsClosed,
  'group.inOffice': books.groupInOffice,
  'rules.kept': books.rulesKept,
  'responsibility.signed': books.responsibilitySigned,
  'archivists.named': books.archivistsNamed,
  'budget.entered': books.budgetEntered,
  'storage.area': books.areaSufficient,
  'equipment.kept': books.equipmentKept,
  'climate.kept': books.climateKept,
  'safety.quarterly': books.safetyChecked,
  'pests.halfYearly': books.pestsTreated,
  'plan.inForce': books.planInForce,
  'drill.held': books.drillsHeld,
  'secrecy.signed': books.secrecySigned,
  'backup.kept': books.backupKept,
  'transfer.onTime': books.transferredInTime,
  'outsourcing.filed': books.outsourcingFiled,
  'study.keyTexts': books.keyTextsStudied,
};

type Db = TenantDb | GrantDb;

export const computeProbe = async (db: Db, code: ProbeCode, question: ProbeQuestion): Promise<ProbeFigure> => {
  const { rows } = await sql<ProbeFigure>`
    select count(*)::int as rows, (count(*) filter (where r.is_fault))::int as faults, coalesce(sum(r.amount), 0)::float8 as amount
    from (${ROWS[code](question)}) r`.execute(db);
  return rows[0] ?? { rows: 0, faults: 0, amount: 0 };
};

export interface ProbeRecord {
  key: string;
  itemId: string | null;
  label: string;
  detail: string | null;
  on: string | null;
  isFault: boolean;
  sortKey: string;
}

/** The rows behind a figure, in the order of their register. One more than asked for. */
export const listProbeRows = async (
  db: Db,
  code: ProbeCode,
  question: ProbeQuestion,
  page: { faultsOnly: boolean; cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ProbeRecord[]> => {
  const { cursor, direction } = page;
  const order = walkOrder('asc', direction);
  const past = cursor
    ? sql`and (r.sort_key collate "C", r.key collate "C") ${sql.raw(order === 'asc' ? '>' : '<')} (${cursor[0]}, ${cursor[1]})`
    : sql``;
  const { rows } = await sql<ProbeRecord>`
    select r.key, r.item_id, r.label, r.detail, r.on_day::text as on, r.is_fault, r.sort_key
    from (${ROWS[code](question)}) r
    where (r.is_fault or not ${page.faultsOnly}) ${past}
    order by r.sort_key collate "C" ${sql.raw(order)}, r.key collate "C" ${sql.raw(order)} limit ${page.limit + 1}`.execute(
    db,
  );
  return rows;
};

export interface ProbeRunRow {
  id: string;
  inspectionId: string | null;
  itemCode: string | null;
  probeCode: string;
  probeVersion: number;
  yearFrom: number;
  yearTo: number;
  rowCount: number;
  faultCount: number;
  amount: number;
  suggestion: string | null;
  firstRows: unknown;
  ranAt: string;
  ranByName: string;
}

const RUN_COLUMNS = [
  'id',
  'inspectionId',
  'itemCode',
  'probeCode',
  'probeVersion',
  'yearFrom',
  'yearTo',
  'rowCount',
  'faultCount',
  'amount',
  'suggestion',
  'firstRows',
  'ranAt',
  'ranByName',
] as const;

export const insertProbeRun = async (
  tdb: TenantDb,
  row: Omit<ProbeRunRow, 'ranAt'> & { tenantId: number; subjectTenantId: number; ranBy: string },
): Promise<void> => {
  await tdb
    .insertInto('probeRun')
    .values({ ...row, firstRows: JSON.stringify(row.firstRows) })
    .execute();
};

/** The newest result of each probe of each item of an inspection; of the unit's own looks when there is none. */
export const listNewestRuns = (tdb: TenantDb, tenantId: number, inspectionId: string | null): Promise<ProbeRunRow[]> =>
  tdb
    .selectFrom('probeRun')
    .distinctOn(['itemCode', 'probeCode'])
    .select(RUN_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('inspectionId', inspectionId === null ? 'is' : '=', inspectionId)
    .orderBy('itemCode')
    .orderBy('probeCode')
    .orderBy('ranAt', 'desc')
    .orderBy('id', 'desc')
    .limit(2000)
    .execute();
