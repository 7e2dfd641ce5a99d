import { isRole, permissionsOf, type Role } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { TenantScope } from './scope.ts';

export interface ScopeParts {
  tenantId: number;
  tenantSlug: string;
  tenantName: string;
  tenantKind: TenantKind;
  accountId: string | null;
  actorName: string;
  roles: readonly string[];
  requestId: string;
}

/** Only the edge calls this: the procedure builders, the job binder and tests. */
export const mintScope = (parts: ScopeParts): TenantScope =>
  ({
    ...parts,
    roles: parts.roles.filter(isRole) as Role[],
    permissions: permissionsOf(parts.roles),
    acts: { events: 0 },
  }) as unknown as TenantScope;
