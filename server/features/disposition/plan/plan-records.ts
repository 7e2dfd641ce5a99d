import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findPlanRow } from '@/db/queries/disposition-plan.queries';
import { countPlanRecords, listPlanRecordRows, type PlanRecordRow } from '@/db/queries/disposition-plan-record.queries';
import { findPlanUnitName } from '@/db/queries/disposition-plan-unit.queries';
import {
  type ExportPlanRecordsInput,
  type ListPlanRecordsInput,
  type PlanRecordPage,
  type PlanRecordView,
  planRecordPage,
  planRecordView,
} from '@/server/domain/disposition/plan';
import type { FrozenRecord } from '@/server/domain/disposition/transfer';
import type { IntakeDecision } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { retentionWord } from '../accession/words.ts';

const cursorKey = z.tuple([z.string(), uuid, uuid]);

const requirePlan = async (tdb: TenantDb, tenantId: number, planId: string) => {
  const plan = await findPlanRow(tdb, tenantId, planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${planId} is not in tenant ${tenantId}`);
  return plan;
};

const toView = (row: PlanRecordRow): PlanRecordView => {
  const { referenceCode, title, filingYear, retentionCode, pageCount, boxNumber } = row.record as FrozenRecord;
  return planRecordView.parse({ ...row, referenceCode, title, filingYear, retentionCode, pageCount, boxNumber });
};

/** 已送档案: the records that the count of a plan is made of, and how many more stand in lists that nobody has opened. */
export const listPlanRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPlanRecordsInput,
): Promise<PlanRecordPage> => {
  const { tenantId } = scope;
  const { planId, unitTenantId, direction, limit } = input;
  await requirePlan(tdb, tenantId, planId);
  const cursor = decodeCursor(cursorKey, input.cursor);
  const filter = { ...input, q: input.q || undefined };
  const rows = await listPlanRecordRows(tdb, tenantId, filter, { cursor, direction, limit });
  const { found: total, unread } = await countPlanRecords(tdb, tenantId, filter);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<PlanRecordRow>(rows, cut, (row) => encodeCursor([row.sortKey, row.intakeId, row.originItemId]));
  const unitName = unitTenantId ? await findPlanUnitName(tdb, { tenantId, planId, unitTenantId }) : null;
  return planRecordPage.parse({ rows: page.rows.map(toView), page: page.page, unread, unitName });
};

const DECISION_WORDS: Readonly<Record<IntakeDecision, string>> = { open: '未决定', accepted: '接收', returned: '退回' };

export const exportPlanRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportPlanRecordsInput,
): Promise<FileReference> => {
  const plan = await requirePlan(tdb, scope.tenantId, input.planId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listPlanRecordRows(tdb, scope.tenantId, { ...input, q: input.q || undefined }, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportPlanRecords',
    objectKind: 'intake_plan',
    fileName: `${plan.title}_已送档案.xlsx`,
    sheetName: '已送档案',
    columns: [
      { heading: '移交单位', width: 32 },
      { heading: '档号', width: 32 },
      { heading: '题名', width: 60 },
      { heading: '年度', width: 8 },
      { heading: '保管期限', width: 10 },
      { heading: '页数', width: 8 },
      { heading: '盒号', width: 10 },
      { heading: '审核', width: 10 },
      { heading: '馆藏档号', width: 32 },
    ],
    rows: rows
      .map(toView)
      .map((row) => [
        row.unitName,
        row.referenceCode,
        row.title,
        row.filingYear,
        retentionWord(row.retentionCode),
        row.pageCount,
        row.boxNumber,
        DECISION_WORDS[row.decision],
        row.archivesCode,
      ]),
  });
};
