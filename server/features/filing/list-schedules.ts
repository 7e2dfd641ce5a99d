import type { TenantDb } from '@/db/client';
import {
  findSchedule,
  listRuleRows,
  listScheduleRows,
  type ScheduleRecord,
} from '@/db/queries/filing-schedule.queries';
import {
  type ScheduleRow,
  type ScheduleView,
  scheduleRow,
  scheduleView,
} from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

const withDecision = (row: ScheduleRecord) => ({
  ...row,
  hasDecision: row.state === 'submitted' && row.decisionId !== null,
});

/** All versions, the youngest first. */
export const listSchedules = async (tdb: TenantDb, scope: TenantScope): Promise<ScheduleRow[]> =>
  (await listScheduleRows(tdb, scope.tenantId)).map((row) => scheduleRow.parse(withDecision(row)));

export const requireSchedule = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<ScheduleRecord> => {
  const row = await findSchedule(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `schedule ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

export const getSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { scheduleId: string },
): Promise<ScheduleView> => {
  const row = await requireSchedule(tdb, scope, input.scheduleId);
  return scheduleView.parse({
    ...withDecision(row),
    rules: await listRuleRows(tdb, scope.tenantId, row.id),
  });
};

export const scheduleLabel = (row: Pick<ScheduleRecord, 'versionNumber'>): string =>
  `归档范围和保管期限表 第${row.versionNumber}版`;
