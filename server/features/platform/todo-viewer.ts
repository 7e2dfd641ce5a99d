import type { TodoViewer } from '@/db/queries/todo.queries';
import { ANSWERED_BY } from '@/server/domain/tenancy/dispatch';
import type { TenantScope } from '@/server/tenancy/scope';

/** What of the tenant's work is this person's. */
export const todoViewer = (scope: TenantScope): TodoViewer => ({
  tenantId: scope.tenantId,
  accountId: scope.accountId,
  permissions: [...scope.permissions],
  answerableKinds: Object.entries(ANSWERED_BY)
    .filter(([, permission]) => scope.permissions.has(permission))
    .map(([kind]) => kind),
});
