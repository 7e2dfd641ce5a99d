import { z } from 'zod';
import { isoDate, optionalText, slug, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { loginName } from './invitation.ts';
import { TENANT_CHANGE_KINDS, type TenantKind, tenantKind } from './tenant.ts';

/** 监督关系: dated, so that a past day keeps its tree and a coming day has its own already. */
export const treeInput = z.strictObject({ on: isoDate.optional() });

export const treeNodeView = z.object({
  tenantId: z.number().int(),
  slug: z.string(),
  kind: tenantKind,
  /** As it was called on that day. */
  name: z.string(),
  region: z.string().nullable(),
  depth: z.number().int(),
  parentTenantId: z.number().int().nullable(),
});
export type TreeNodeView = z.infer<typeof treeNodeView>;
export const treeView = z.object({ on: isoDate, nodes: z.array(treeNodeView) });
export type TreeView = z.infer<typeof treeView>;

export const tenantChangeView = z.object({
  id: uuid,
  kind: z.enum(TENANT_CHANGE_KINDS),
  effectiveOn: isoDate,
  sources: z.array(z.object({ tenantId: z.number().int(), name: z.string() })),
  targets: z.array(z.object({ tenantId: z.number().int(), name: z.string() })),
  decreeNumber: z.string().nullable(),
  note: z.string().nullable(),
  recordedAt: z.string(),
});
export type TenantChangeView = z.infer<typeof tenantChangeView>;

/** What may stand directly under what. A village has no units, and a township supervises villages and enterprises. */
const UNDER: Partial<Record<TenantKind, readonly TenantKind[]>> = {
  bureau: ['bureau', 'repository', 'department', 'township', 'village', 'enterprise', 'institution', 'vendor'],
  township: ['village', 'enterprise', 'institution'],
};
export const maySupervise = (supervisor: TenantKind, unit: TenantKind): boolean =>
  UNDER[supervisor]?.includes(unit) ?? false;

const decree = {
  effectiveOn: isoDate,
  decreeNumber: optionalText(100),
  note: optionalText(1000),
};
const newUnit = {
  slug,
  kind: tenantKind,
  name: text(120),
  shortName: text(40),
  region: optionalText(60),
};

export const createUnitInput = z.strictObject({ ...decree, ...newUnit, supervisorId: tenantId });
export type CreateUnitInput = z.infer<typeof createUnitInput>;
export const moveUnitInput = z.strictObject({ ...decree, unitId: tenantId, supervisorId: tenantId });
export type MoveUnitInput = z.infer<typeof moveUnitInput>;
export const renameUnitInput = z.strictObject({ ...decree, unitId: tenantId, name: text(120), shortName: text(40) });
export type RenameUnitInput = z.infer<typeof renameUnitInput>;

/** 并入一个现有单位, or 合并成立新单位 when `into` describes one. */
export const mergeUnitsInput = z.strictObject({
  ...decree,
  sourceIds: z.array(tenantId).min(1).max(20),
  into: z.union([z.strictObject({ unitId: tenantId }), z.strictObject({ ...newUnit, supervisorId: tenantId })]),
});
export type MergeUnitsInput = z.infer<typeof mergeUnitsInput>;

/** 划出新单位; with `mainContinues` the rest is recorded as the continuing body (主体延续). */
export const splitUnitInput = z.strictObject({
  ...decree,
  unitId: tenantId,
  newUnits: z
    .array(z.strictObject({ ...newUnit, supervisorId: tenantId }))
    .min(1)
    .max(10),
  mainContinues: z.boolean().default(false),
});
export type SplitUnitInput = z.infer<typeof splitUnitInput>;
export const abolishUnitInput = z.strictObject({ ...decree, unitId: tenantId });
export type AbolishUnitInput = z.infer<typeof abolishUnitInput>;

const officer = z.strictObject({ displayName: text(60), loginName });
/** 三员 of a new unit: three persons. */
export const inviteFirstOfficersInput = z
  .strictObject({ unitId: tenantId, sysAdmin: officer, secAdmin: officer, auditAdmin: officer })
  .refine(
    ({ sysAdmin, secAdmin, auditAdmin }) =>
      new Set([sysAdmin.loginName, secAdmin.loginName, auditAdmin.loginName]).size === 3,
    { path: ['auditAdmin'] },
  );
export type InviteFirstOfficersInput = z.infer<typeof inviteFirstOfficersInput>;
