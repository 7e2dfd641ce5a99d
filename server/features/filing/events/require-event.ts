import type { TenantDb } from '@/db/client';
import { listDepartmentRows } from '@/db/queries/filing-department.queries';
import { type EventRow, findEvent } from '@/db/queries/filing-event.queries';
import { type EventView, eventView } from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export const toEventView = (row: EventRow): EventView => eventView.parse(row);

/** The event when it is this unit's; another's reads like one that does not exist. */
export const requireEvent = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<EventView> => {
  const row = await findEvent(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `event ${id} is not in tenant ${scope.tenantId}`);
  return toEventView(row);
};

/** An event that was accepted as a whole is changed only after that was taken back. */
export const requireOpenEvent = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<EventView> => {
  const event = await requireEvent(tdb, scope, id);
  if (event.acceptedOn !== null) throw new AppError('FILING_STATE_WRONG', `event ${id} was accepted`);
  return event;
};

/** Departments that an event names are all of this unit. */
export const requireDepartments = async (
  tdb: TenantDb,
  scope: TenantScope,
  ids: readonly (string | undefined)[],
): Promise<void> => {
  const asked = ids.filter((id) => id !== undefined);
  if (asked.length === 0) return;
  const known = new Set((await listDepartmentRows(tdb, scope.tenantId)).map((department) => department.id));
  if (asked.some((id) => !known.has(id)))
    throw new AppError('NOT_FOUND', `a department is not in tenant ${scope.tenantId}`);
};
