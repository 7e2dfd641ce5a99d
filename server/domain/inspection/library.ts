import { z } from 'zod';
import { isoDate, optionalText, slug, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { CERTIFICATE_STATES, INSPECTOR_SORTS, RISK_LEVELS, SPECIALITIES } from './plan-vocabulary.ts';
import { inspectionState } from './states.ts';

/** 检查对象名录库: who is in it follows from supervision; a person says only risk, exemption and an earlier score. */
export const riskLevel = z.enum(RISK_LEVELS);
const MOST_SCORE = 1000;

export const objectRowView = z.object({
  tenantId,
  slug: z.string(),
  name: z.string(),
  kind: tenantKind,
  townshipName: z.string().nullable(),
  riskLevel: riskLevel.nullable(),
  riskReason: z.string().nullable(),
  /** What happened: something overdue or a grave incident within a year is high, anything open or another incident medium. */
  suggestedRisk: riskLevel,
  lastScore: z.number().nullable(),
  lastScoreOn: isoDate.nullable(),
  lastInspectedOn: isoDate.nullable(),
  lastState: inspectionState.nullable(),
  exemptUntil: isoDate.nullable(),
  exemptReason: z.string().nullable(),
  /** Planned or under way this year. */
  plannedThisYear: z.boolean(),
  rowVersion: z.number().int(),
});
export type ObjectRowView = z.infer<typeof objectRowView>;

export const objectFilter = {
  kind: tenantKind.optional(),
  risk: z.enum([...RISK_LEVELS, 'none']).optional(),
  /** Not inspected within so many years, or never. */
  quietYears: z.number().int().min(1).max(20).optional(),
  search: optionalText(100),
};
export const listObjectsInput = z.strictObject({ ...pageInput, ...objectFilter });
export type ListObjectsInput = z.infer<typeof listObjectsInput>;
export const exportObjectsInput = z.strictObject(objectFilter);
export type ExportObjectsInput = z.infer<typeof exportObjectsInput>;

export const saveObjectInput = z
  .strictObject({
    unitSlug: slug,
    /** 0 where nothing was said of the unit yet. */
    rowVersion: z.number().int().min(0),
    riskLevel: riskLevel.optional(),
    riskReason: optionalText(300),
    exemptUntil: isoDate.optional(),
    exemptReason: optionalText(300),
    /** Of an inspection that was not done here. */
    lastScore: z.number().min(0).max(MOST_SCORE).optional(),
    lastScoreOn: isoDate.optional(),
  })
  .refine(({ riskLevel, riskReason }) => !riskLevel || riskReason !== undefined, { path: ['riskReason'] })
  .refine((input) => (input.exemptUntil === undefined) === (input.exemptReason === undefined), {
    path: ['exemptReason'],
  })
  .refine((input) => (input.lastScore === undefined) === (input.lastScoreOn === undefined), {
    path: ['lastScoreOn'],
  });
export type SaveObjectInput = z.infer<typeof saveObjectInput>;

/** 执法人员名录库: who is in it follows from membership; a person says certificate, specialities, recusal. */
export const speciality = z.enum(SPECIALITIES);
export const recusalView = z.object({
  id: uuid,
  unitName: z.string(),
  reason: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
});
export type RecusalView = z.infer<typeof recusalView>;

export const inspectorRowView = z.object({
  accountId: uuid,
  name: z.string(),
  position: z.string().nullable(),
  certificateNumber: z.string().nullable(),
  certificateExpiresOn: isoDate.nullable(),
  certificate: z.enum(CERTIFICATE_STATES),
  specialities: z.array(speciality),
  isAvailable: z.boolean(),
  unavailableReason: z.string().nullable(),
  recusals: z.array(recusalView),
  /** Inspections of this year, and those not yet closed. */
  inspectionsThisYear: z.number().int(),
  openInspections: z.number().int(),
  rowVersion: z.number().int(),
});
export type InspectorRowView = z.infer<typeof inspectorRowView>;

const inspectorSort = z.enum(INSPECTOR_SORTS).default('name');
export const listInspectorsInput = z.strictObject({ ...pageInput, sort: inspectorSort });
export type ListInspectorsInput = z.infer<typeof listInspectorsInput>;
export const exportInspectorsInput = z.strictObject({ sort: inspectorSort });

export const saveInspectorInput = z.strictObject({
  accountId: uuid,
  rowVersion: z.number().int().min(0),
  certificateNumber: optionalText(60),
  certificateExpiresOn: isoDate.optional(),
  specialities: z.array(speciality).max(SPECIALITIES.length),
  /** Who cannot be sent out has a reason; who has none can. */
  unavailableReason: optionalText(200),
});
export type SaveInspectorInput = z.infer<typeof saveInspectorInput>;

export const addRecusalInput = z.strictObject({ accountId: uuid, unitSlug: slug, reason: text(300) });
export type AddRecusalInput = z.infer<typeof addRecusalInput>;
export const recusalRef = z.strictObject({ recusalId: uuid });
