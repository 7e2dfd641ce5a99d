import type { TenantDb } from '@/db/client';
import { insertNotices } from '@/db/queries/notice.queries';
import type { NotifyInput } from '@/server/domain/platform/notice';
import { permissionsOf, ROLE_CODES } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';

/** Tells people of this tenant something. A part of the caller's act, which the caller audits. */
export const notify = async (tdb: TenantDb, scope: TenantScope, input: NotifyInput): Promise<void> => {
  const { permission } = input;
  await insertNotices(
    tdb,
    { tenantId: scope.tenantId, kind: input.kind, title: input.title, link: input.link ?? null },
    {
      accountIds: input.accountIds ?? null,
      roles: permission ? ROLE_CODES.filter((role) => permissionsOf([role]).has(permission)) : null,
    },
  );
};
