import { z } from 'zod';

/** 租户: one unit, one workspace. A bureau and an archival repository are two even behind one door. */
export const TENANT_KINDS = [
  'bureau',
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'vendor',
] as const;
export const tenantKind = z.enum(TENANT_KINDS);
export type TenantKind = z.infer<typeof tenantKind>;

/** 机构变动, GB/T 13967-2026. */
export const TENANT_CHANGE_KINDS = [
  'create',
  'move',
  'rename',
  'merge_new',
  'merge_into',
  'split_new',
  'main_continue',
  'restore',
  'abolish',
] as const;
export type TenantChangeKind = (typeof TENANT_CHANGE_KINDS)[number];
