import { z } from 'zod';
import { isoDate, optionalText, tenantId } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { GUIDANCE_REASONS, HARD_MARKS } from './guidance-vocabulary.ts';

/** 指导覆盖: who was guided this year and who was not, and who is to be next and why. */
export const coverageFilter = {
  kind: tenantKind.optional(),
  place: optionalText(100),
  guided: z.enum(['yes', 'no', 'notVisited']).optional(),
  reason: z.enum(GUIDANCE_REASONS).optional(),
  q: optionalText(60),
};
export const listCoverageInput = z.strictObject({ ...pageInput, ...coverageFilter });
export type ListCoverageInput = z.infer<typeof listCoverageInput>;
export const exportCoverageInput = z.strictObject(coverageFilter);
export type CoverageFilterInput = z.infer<typeof exportCoverageInput>;

export const coverageView = z.object({
  tenantId,
  name: z.string(),
  kind: tenantKind,
  /** The township that it lies in, or the office above. */
  place: z.string().nullable(),
  /** How often this year, in any way, and how often somebody went there. */
  times: z.number().int(),
  visits: z.number().int(),
  lastGuidedOn: isoDate.nullable(),
  reasons: z.array(z.enum(GUIDANCE_REASONS)),
  weight: z.number().int(),
  mark: z.enum(HARD_MARKS).nullable(),
  markReason: z.string(),
  markVersion: z.number().int(),
});
export type CoverageView = z.infer<typeof coverageView>;

/** A kind of unit: how many there are, how many were guided, and how many were planned. */
export const coverageOfKind = z.object({
  kind: tenantKind,
  units: z.number().int(),
  guided: z.number().int(),
  visited: z.number().int(),
  marked: z.number().int(),
  markedGuided: z.number().int(),
  target: z.number().int().nullable(),
  note: z.string(),
  planVersion: z.number().int(),
});
export type CoverageOfKind = z.infer<typeof coverageOfKind>;
export const coveragePage = pageOf(coverageView).extend({
  year: z.number().int(),
  kinds: z.array(coverageOfKind),
  places: z.array(z.string()),
});
export type CoveragePage = z.infer<typeof coveragePage>;

export const savePlanInput = z.strictObject({
  year: z.number().int().min(1950).max(2999),
  unitKind: tenantKind,
  targetUnits: z.number().int().min(1).max(100_000),
  note: optionalText(500),
  /** 0 for a new one. */
  rowVersion: z.number().int().min(0),
});
export type SavePlanInput = z.infer<typeof savePlanInput>;

export const markUnitInput = z
  .strictObject({
    unitTenantId: tenantId,
    mark: z.enum(HARD_MARKS).nullable(),
    reason: optionalText(500),
    rowVersion: z.number().int().min(0),
  })
  .refine((input) => input.mark === null || Boolean(input.reason), { path: ['reason'] });
export type MarkUnitInput = z.infer<typeof markUnitInput>;
