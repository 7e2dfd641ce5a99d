import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countSystemRoles,
  countSystemUsers,
  listSystemUsers,
  SYSTEM_TODO,
  type SystemUserRow,
} from '@/db/queries/system-training.queries';
import { audit } from '@/server/audit/audit';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { permissionsOf, type Role } from '@/server/domain/tenancy/permission';
import { ROLE_WORDS } from '@/server/domain/tenancy/role-words';
import {
  type ListSystemUsersInput,
  type RemindUntrainedInput,
  type SystemRoleView,
  type SystemUserFilter,
  type SystemUserView,
  systemRolesView,
  systemUserView,
} from '@/server/domain/training/system-training';
import { addTodo } from '@/server/features/platform';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const userKey = z.tuple([z.string().max(200), z.uuid(), z.string().max(40)]);
const WHOLE = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;

/** Of each role how many there are, and how many of them were taught to work with the system. */
export const readSystemRoles = async (tdb: TenantDb, scope: TenantScope): Promise<SystemRoleView[]> =>
  systemRolesView.parse(await countSystemRoles(tdb, scope.tenantId));

/** The people behind those figures. A unit sees its own; the office above learns names only from its own sessions. */
export const listUsersByTraining = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSystemUsersInput,
): Promise<Page<SystemUserView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(userKey, input.cursor);
  const rows = await listSystemUsers(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSystemUsers(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(systemUserView.array().parse(rows), options, (row) =>
    encodeCursor([row.displayName, row.membershipId, row.role]),
  );
};

/** One to-do a person, however many roles are still to be learnt, and none while one is open. */
export const remindUntrained = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemindUntrainedInput,
): Promise<{ told: number; already: number }> => {
  const rows = await listSystemUsers(tdb, scope.tenantId, { ...input, standing: 'untrained' }, WHOLE);
  const byPerson = new Map<string, SystemUserRow[]>();
  for (const row of rows) byPerson.set(row.membershipId, [...(byPerson.get(row.membershipId) ?? []), row]);
  let told = 0;
  for (const [membershipId, roles] of byPerson) {
    const [first] = roles;
    if (!first || first.isReminded) continue;
    const codes = roles.map(({ role }) => role);
    await addTodo(tdb, scope, {
      kind: SYSTEM_TODO,
      title: `请参加系统使用培训（${codes.map((role) => ROLE_WORDS[role as Role]).join('、')}）`,
      source: scope.tenantName,
      link: permissionsOf(codes).has('training.read') ? 'training/invitations' : 'todo',
      permission: 'workspace.enter',
      objectId: membershipId,
      assigneeAccountId: first.accountId,
    });
    told += 1;
  }
  const said = { told, already: byPerson.size - told };
  await audit(tdb, scope, {
    action: 'systemTraining.remind',
    objectKind: 'membership',
    detail: { ...said, role: input.role ?? null },
  });
  return said;
};

/** 系统使用培训情况 as a workbook. */
export const exportUsersByTraining = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: SystemUserFilter,
): Promise<FileReference> => {
  const rows = await listSystemUsers(tdb, scope.tenantId, filter, WHOLE);
  return exportTable(tdb, scope, objects, {
    action: 'systemTraining.export',
    objectKind: 'membership',
    fileName: `系统使用培训_${scope.tenantName}.xlsx`,
    sheetName: '系统使用培训',
    columns: [
      { heading: '姓名', width: 14 },
      { heading: '角色', width: 18 },
      { heading: '是否已培训', width: 12 },
      { heading: '培训日期', width: 12 },
      { heading: '培训名称', width: 40 },
      { heading: '主办单位', width: 24 },
    ],
    rows: rows.map((row) => [
      row.displayName,
      ROLE_WORDS[row.role as Role],
      row.trainedOn === null ? '否' : '是',
      row.trainedOn,
      row.sessionTitle,
      row.hostName,
    ]),
  });
};
