import type { TenantDb } from '@/db/client';
import { listUnitYearRows } from '@/db/queries/filing-release.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { ReminderBody, RemindUnitsInput, RemindUnitsView } from '@/server/domain/filing/year-release';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import { EXPORT_ROWS } from '@/server/objects/export-table';
import type { TenantScope } from '@/server/tenancy/scope';
import { generalDueOn } from './release-year.ts';

const shanghaiDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * 催办: a document to each unit that has not closed the year, a to-do there until the unit hands its year up. Not twice
 * on one day, and not to a unit that has closed.
 */
export const remindUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemindUnitsInput,
): Promise<RemindUnitsView> => {
  const { year, unitTenantIds } = input;
  const filter = { year, generalDueOn: generalDueOn(year), unitTenantIds, state: unitTenantIds ? undefined : 'late' };
  const page = { sort: 'name', order: 'asc', cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const units = await listUnitYearRows(tdb, scope.tenantId, filter, page);
  if (unitTenantIds && units.length !== new Set(unitTenantIds).size)
    throw new AppError('NOT_FOUND', 'a unit does not file under this tenant');
  const today = await readShanghaiToday(tdb);
  const due = units.filter(
    (unit) => unit.state !== 'closed' && !(unit.remindedAt && shanghaiDay(unit.remindedAt) === today),
  );
  for (const unit of due) {
    const late = unit.daysLate > 0 ? `，已逾期${unit.daysLate}天` : '';
    const body: ReminderBody = {
      year,
      note: `${year}年度归档应于${unit.dueOn}前完成${late}。请办结后报送；暂不能办结的，报送进度并说明原因。`,
      issuedBy: scope.actorName,
    };
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'filing_reminder',
      title: `请办结${year}年度归档`,
      body,
      dueOn: unit.dueOn,
    });
  }
  await audit(tdb, scope, {
    action: 'filing.remindUnits',
    objectKind: 'dispatch',
    objectLabel: String(year),
    detail: { year, units: due.map((unit) => unit.name) },
  });
  return { sent: due.length, left: units.length - due.length };
};
