import type { TenantDb } from '@/db/client';
import { markNoticeRows } from '@/db/queries/notice.queries';
import { audit } from '@/server/audit/audit';
import type { TenantScope } from '@/server/tenancy/scope';

/** Marks own messages as read: the named ones, or all. Another person's are left alone and counted as none. */
export const markNoticesRead = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { ids?: string[] | undefined },
): Promise<{ marked: number }> => {
  const marked = await markNoticeRows(tdb, { tenantId: scope.tenantId, accountId: scope.accountId }, input.ids);
  await audit(tdb, scope, { action: 'notice.markRead', objectKind: 'notice', detail: { marked } });
  return { marked };
};
