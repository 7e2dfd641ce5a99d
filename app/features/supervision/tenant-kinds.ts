import type { TenantKind } from '@/server/domain/tenancy/tenant';

/*
 * What server/domain/tenancy/{tenant,supervision} say, without the zod that those files bring to a browser.
 * tenant-kinds.test.ts compares the two.
 */
export const TENANT_KIND_LIST = [
  'bureau',
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'vendor',
] as const satisfies readonly TenantKind[];

const UNDER_TOWNSHIP: readonly TenantKind[] = ['village', 'enterprise', 'institution'];

/** What may stand directly under what. */
export const maySupervise = (supervisor: TenantKind, unit: TenantKind): boolean =>
  supervisor === 'bureau' || (supervisor === 'township' && UNDER_TOWNSHIP.includes(unit));
