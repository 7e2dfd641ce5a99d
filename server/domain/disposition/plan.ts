import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { INTAKE_DECISIONS, PLAN_STATES } from './vocabulary.ts';

/** 年度接收计划: the archives says which unit hands over what, and by when. */

const unitLine = {
  scope: text(500),
  yearFrom: z.number().int().min(1000).max(2100),
  yearTo: z.number().int().min(1000).max(2100),
  dueOn: isoDate,
};
const isInOrder = (line: { yearFrom: number; yearTo: number }): boolean => line.yearTo >= line.yearFrom;
export const planUnitInput = z
  .strictObject({ unitTenantId: tenantId, ...unitLine })
  .refine(isInOrder, { path: ['yearTo'] });
/** Units of one plan. The districts that we know have some hundred. */
export const MOST_PLAN_UNITS = 1_000;
export const createPlanInput = z.strictObject({
  year: z.number().int().min(2000).max(2100),
  title: text(200),
  requirement: text(2000),
  units: z.array(planUnitInput).min(1).max(MOST_PLAN_UNITS),
});
export type CreatePlanInput = z.infer<typeof createPlanInput>;
export const planIdInput = z.strictObject({ planId: uuid });
const planUnitKey = { planId: uuid, unitTenantId: tenantId };
export const changePlanUnitInput = z
  .strictObject({ ...planUnitKey, ...unitLine })
  .refine(isInOrder, { path: ['yearTo'] });
export type ChangePlanUnitInput = z.infer<typeof changePlanUnitInput>;
/** 改期 of a unit's line of an issued plan: the unit is told why. */
export const movePlanDayInput = z.strictObject({ ...planUnitKey, dueOn: isoDate, reason: text(200) });
export type MovePlanDayInput = z.infer<typeof movePlanDayInput>;
/** More units for a draft. */
export const addPlanUnitsInput = z.strictObject({
  planId: uuid,
  units: z.array(planUnitInput).min(1).max(MOST_PLAN_UNITS),
});
export type AddPlanUnitsInput = z.infer<typeof addPlanUnitsInput>;
export const removePlanUnitInput = z.strictObject(planUnitKey);
export type RemovePlanUnitInput = z.infer<typeof removePlanUnitInput>;
export const confirmPlanInput = z.strictObject({ dispatchId: uuid, note: optionalText(500) });
export type ConfirmPlanInput = z.infer<typeof confirmPlanInput>;

export const planView = z.object({
  id: uuid,
  year: z.number(),
  title: z.string(),
  requirement: z.string(),
  state: z.enum(PLAN_STATES),
  issuedOn: isoDate.nullable(),
  unitCount: z.number(),
  finishedCount: z.number(),
});
export type PlanView = z.infer<typeof planView>;
export const planPage = pageOf(planView);
export const listPlansInput = z.strictObject({ ...pageInput, state: z.enum(PLAN_STATES).optional() });
export type ListPlansInput = z.infer<typeof listPlansInput>;

export const PLAN_PROGRESS = ['late', 'waiting', 'confirmed', 'delivered', 'accepted'] as const;
const planProgress = z.enum(PLAN_PROGRESS);
export type PlanProgress = z.infer<typeof planProgress>;
export const planUnitView = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  unitKind: z.string(),
  scope: z.string(),
  yearFrom: z.number(),
  yearTo: z.number(),
  dueOn: isoDate,
  progress: planProgress,
  /** What the unit itself has said to be due. */
  announcedItems: z.number().nullable(),
  deliveredItems: z.number(),
  acceptedVolumes: z.number(),
  acceptedPieces: z.number(),
  acceptedBoxes: z.number(),
});
export type PlanUnitView = z.infer<typeof planUnitView>;
const planUnitFilter = { planId: uuid, q: optionalText(100), progress: planProgress.optional() };
export const listPlanUnitsInput = z.strictObject({ ...planUnitFilter, ...pageInput });
export type ListPlanUnitsInput = z.infer<typeof listPlanUnitsInput>;
export const exportPlanUnitsInput = z.strictObject(planUnitFilter);
export type ExportPlanUnitsInput = z.infer<typeof exportPlanUnitsInput>;
export const planUnitPage = pageOf(planUnitView).extend({
  /** Units of the plan by how far they are, whatever the conditions. */
  counts: z.array(z.object({ progress: planProgress, units: z.number() })),
});
export type PlanUnitPage = z.infer<typeof planUnitPage>;

const planRecordFilter = {
  planId: uuid,
  unitTenantId: tenantId.optional(),
  decision: z.enum(INTAKE_DECISIONS).optional(),
  q: optionalText(100),
};
export const listPlanRecordsInput = z.strictObject({ ...planRecordFilter, ...pageInput });
export type ListPlanRecordsInput = z.infer<typeof listPlanRecordsInput>;
export const exportPlanRecordsInput = z.strictObject(planRecordFilter);
export type ExportPlanRecordsInput = z.infer<typeof exportPlanRecordsInput>;
/** 已送档案: a record that a unit delivered under a plan. */
export const planRecordView = z.object({
  intakeId: uuid,
  originItemId: uuid,
  unitName: z.string(),
  referenceCode: z.string(),
  title: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
  decision: z.enum(INTAKE_DECISIONS),
  archivesCode: z.string().nullable(),
});
export type PlanRecordView = z.infer<typeof planRecordView>;
export const planRecordPage = pageOf(planRecordView).extend({
  /** Records in deliveries whose lists nobody has opened: they count as delivered and are no rows yet. */
  unread: z.number().int(),
  /** The unit that the list was narrowed to. */
  unitName: z.string().nullable(),
});
export type PlanRecordPage = z.infer<typeof planRecordPage>;

export const planBody = z.object({
  planTitle: z.string(),
  year: z.number(),
  requirement: z.string(),
  scope: z.string(),
  yearFrom: z.number(),
  yearTo: z.number(),
  dueOn: isoDate,
  issuedBy: z.string(),
});
export type PlanBody = z.infer<typeof planBody>;
/** 接收计划改期, as the unit receives it. */
export const planChangeBody = z.object({
  planDispatchId: uuid,
  planTitle: z.string(),
  year: z.number(),
  dueOn: isoDate,
  /** What the day was before, and why it is another. */
  note: z.string(),
  issuedBy: z.string(),
});
export const receivedPlanView = planBody.extend({
  dispatchId: uuid,
  senderTenantId: tenantId,
  senderName: z.string(),
  dispatchedAt: z.string(),
  isConfirmed: z.boolean(),
});
export type ReceivedPlanView = z.infer<typeof receivedPlanView>;
export const receivedPlanPage = pageOf(receivedPlanView);
const receivedPlanFilter = { confirmed: z.boolean().optional(), q: optionalText(100) };
export const listReceivedPlansInput = z.strictObject({ ...pageInput, ...receivedPlanFilter });
export type ListReceivedPlansInput = z.infer<typeof listReceivedPlansInput>;
export const exportReceivedPlansInput = z.strictObject(receivedPlanFilter);
export type ReceivedPlanFilter = z.infer<typeof exportReceivedPlansInput>;
