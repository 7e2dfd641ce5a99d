import type { TodoViewer } from '@/db/queries/todo.queries';
import { ANSWERED_BY } from '@/server/domain/tenancy/dispatch';
import type { Permission } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';

/** Kinds of received documents that somebody with these permissions may answer. */
export const answerableKinds = (permissions: ReadonlySet<Permission>): string[] =>
  Object.entries(ANSWERED_BY)
    .filter(([, permission]) => permissions.has(permission))
    .map(([kind]) => kind);

/** What of the tenant's work is this person's. */
export const todoViewer = (scope: TenantScope): TodoViewer => ({
  tenantId: scope.tenantId,
  accountId: scope.accountId,
  permissions: [...scope.permissions],
  answerableKinds: answerableKinds(scope.permissions),
});
