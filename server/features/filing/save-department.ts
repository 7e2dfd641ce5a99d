import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  findDepartmentRow,
  insertDepartment,
  listDepartmentRows,
  listPossibleHandlers,
  replaceHandlers,
  updateDepartmentRow,
} from '@/db/queries/filing-department.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddDepartmentInput,
  type AssignHandlersInput,
  type DepartmentView,
  departmentView,
  type HandlerView,
  type ListHandlersInput,
  type UpdateDepartmentInput,
} from '@/server/domain/filing/department';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { permissionsOf, ROLE_CODES } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';
import { ownDepartments } from './require-department.ts';

const requireView = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<DepartmentView> => {
  const row = await findDepartmentRow(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `department ${id} is not in tenant ${scope.tenantId}`);
  return departmentView.parse(row);
};

/** 内设机构: all of them for the archivist, one's own for a part-time archivist. */
export const listDepartments = async (tdb: TenantDb, scope: TenantScope): Promise<DepartmentView[]> => {
  const own = scope.permissions.has('filing.read') ? undefined : await ownDepartments(tdb, scope);
  const rows = await listDepartmentRows(tdb, scope.tenantId);
  return rows.filter((row) => own === undefined || own.includes(row.id)).map((row) => departmentView.parse(row));
};

export const addDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddDepartmentInput,
): Promise<DepartmentView> => {
  refuseClassified(input.name);
  const id = uuidv7();
  await insertDepartment(tdb, { tenantId: scope.tenantId, id, ...input });
  await audit(tdb, scope, {
    action: 'filing.addDepartment',
    objectKind: 'unit_department',
    objectId: id,
    objectLabel: `${input.code} ${input.name}`,
  });
  return requireView(tdb, scope, id);
};

/** A new name, or the end of the department: what it handed in stays. Its code stands in reference codes and stays. */
export const updateDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UpdateDepartmentInput,
): Promise<DepartmentView> => {
  const before = await requireView(tdb, scope, input.departmentId);
  refuseClassified(input.name);
  const isMine = await updateDepartmentRow(
    tdb,
    { tenantId: scope.tenantId, id: before.id, rowVersion: input.rowVersion },
    { name: input.name, state: input.state },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `department ${before.id} is at version ${before.rowVersion}`);
  await audit(tdb, scope, {
    action: 'filing.updateDepartment',
    objectKind: 'unit_department',
    objectId: before.id,
    objectLabel: `${before.code} ${input.name}`,
    detail: { from: { name: before.name, state: before.state }, to: { name: input.name, state: input.state } },
  });
  return requireView(tdb, scope, before.id);
};

const HANDLERS_SHOWN = 50;

/** Who may be named as part-time archivist: people whose role lets them hand in, by name or by what is asked for. */
export const listHandlers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListHandlersInput,
): Promise<HandlerView[]> => {
  const roles = ROLE_CODES.filter((role) => permissionsOf([role]).has('filing.handIn'));
  const rows = await listPossibleHandlers(tdb, scope.tenantId, { roles, q: input.q, limit: HANDLERS_SHOWN });
  return rows.map(({ accountId: _, ...row }) => row);
};

/** 兼职档案员 of a department, the whole list. */
export const assignHandlers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AssignHandlersInput,
): Promise<DepartmentView> => {
  const department = await requireView(tdb, scope, input.departmentId);
  const wanted = [...new Set(input.membershipIds)];
  const named = await replaceHandlers(tdb, scope.tenantId, department.id, wanted);
  if (named !== wanted.length) throw new AppError('NOT_FOUND', 'somebody does not work in this unit');
  await audit(tdb, scope, {
    action: 'filing.assignHandlers',
    objectKind: 'unit_department',
    objectId: department.id,
    objectLabel: `${department.code} ${department.name}`,
    detail: { from: department.members.map((member) => member.membershipId), to: wanted },
  });
  return requireView(tdb, scope, department.id);
};
