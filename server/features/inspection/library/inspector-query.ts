import type { InspectorQuery } from '@/db/queries/inspector-library.queries';
import { CERTIFICATE_SOON_DAYS } from '@/server/domain/inspection/plan-vocabulary';
import type { Role } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';

const INSPECTOR_ROLES: readonly Role[] = ['bureau_inspector', 'town_supervisor'];

/** Who is an inspector of this tenant today. */
export const inspectorsOf = (scope: TenantScope): InspectorQuery => ({
  tenantId: scope.tenantId,
  roles: INSPECTOR_ROLES,
  soonDays: CERTIFICATE_SOON_DAYS,
});
