import type { Permission, Role } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

declare const minted: unique symbol;

/** The proof that somebody may act in a tenant, made once per request or job in `mint-scope.ts`. */
export interface TenantScope {
  readonly [minted]: true;
  readonly tenantId: number;
  readonly tenantSlug: string;
  readonly tenantName: string;
  readonly tenantKind: TenantKind;
  /** Null for a job with no person behind it. */
  readonly accountId: string | null;
  readonly actorName: string;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly requestId: string;
  /** Counts the audit events of the act, so that a change without one can be refused. */
  readonly acts: { events: number };
}
