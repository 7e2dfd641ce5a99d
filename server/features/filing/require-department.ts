import type { TenantDb } from '@/db/client';
import { type DepartmentRow, findDepartmentRow, listOwnDepartmentIds } from '@/db/queries/filing-department.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** The departments for which this person may hand in; undefined: the archivist may for all. */
export const ownDepartments = async (tdb: TenantDb, scope: TenantScope): Promise<string[] | undefined> => {
  if (scope.permissions.has('filing.manage')) return undefined;
  return scope.accountId === null ? [] : listOwnDepartmentIds(tdb, scope.tenantId, scope.accountId);
};

/** A department that is not this person's is answered like one that is not there. */
export const requireDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  departmentId: string,
): Promise<DepartmentRow> => {
  const own = await ownDepartments(tdb, scope);
  const department = await findDepartmentRow(tdb, scope.tenantId, departmentId);
  if (!department || (own && !own.includes(department.id)))
    throw new AppError('NOT_FOUND', `department ${departmentId} is not this person's`);
  return department;
};

/** Where new material may go. */
export const requireActiveDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  departmentId: string,
): Promise<DepartmentRow> => {
  const department = await requireDepartment(tdb, scope, departmentId);
  if (department.state !== 'active') throw new AppError('FILING_STATE_WRONG', `department ${departmentId} is closed`);
  return department;
};
