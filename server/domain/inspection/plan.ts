import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { checklistCode } from './checklist.ts';
import { CAMPAIGN_THEMES, PLAN_STATES } from './plan-vocabulary.ts';
import { campaignKind, campaignState, selectionMethod } from './states.ts';

/** 年度检查计划: what is to be inspected in a year, on what basis; approved by a leader, then carried out. */
export const planState = z.enum(PLAN_STATES);
export const campaignTheme = z.enum(CAMPAIGN_THEMES);

export const createPlanInput = z.strictObject({
  year: z.number().int().min(1949).max(2999),
  title: text(200),
  basis: text(1000),
});
export type CreatePlanInput = z.infer<typeof createPlanInput>;
export const updatePlanInput = z.strictObject({
  planId: uuid,
  rowVersion: z.number().int().min(1),
  title: text(200),
  basis: text(1000),
});
export type UpdatePlanInput = z.infer<typeof updatePlanInput>;

const MONTHS = 12;
const MOST_ROUNDS = 12;
const lineFacts = {
  title: text(200),
  kind: campaignKind,
  theme: campaignTheme.optional(),
  selectedBy: selectionMethod,
  subjectKinds: z.array(tenantKind).min(1).max(8),
  jointPartners: z.array(text(100)).max(20),
  checklistCode,
  scope: text(500),
  /** One of the two where units are drawn, neither elsewhere. */
  share: z.number().int().min(1).max(100).optional(),
  units: z.number().int().min(1).max(500).optional(),
  rounds: z.number().int().min(1).max(MOST_ROUNDS),
  monthFrom: z.number().int().min(1).max(MONTHS),
  monthTo: z.number().int().min(1).max(MONTHS),
};
interface LineFacts {
  kind: string;
  theme?: string | undefined;
  selectedBy: string;
  share?: number | undefined;
  units?: number | undefined;
  monthFrom: number;
  monthTo: number;
}
const themeFits = (line: LineFacts): boolean => (line.kind === 'special') === (line.theme !== undefined);
const numbersOf = (line: LineFacts): number => Number(line.share !== undefined) + Number(line.units !== undefined);
const quotaFits = (line: LineFacts): boolean => numbersOf(line) <= Number(line.selectedBy === 'random');
/** Whether a line says how many are drawn; asked once the plan is known to be there. */
export const saysHowMany = (line: LineFacts): boolean => line.selectedBy !== 'random' || numbersOf(line) === 1;
const monthsFit = (line: LineFacts): boolean => line.monthTo >= line.monthFrom;

export const addPlanLineInput = z
  .strictObject({ planId: uuid, ...lineFacts })
  .refine(themeFits, { path: ['theme'] })
  .refine(quotaFits, { path: ['share'] })
  .refine(monthsFit, { path: ['monthTo'] });
export type AddPlanLineInput = z.infer<typeof addPlanLineInput>;
export const updatePlanLineInput = z
  .strictObject({ lineId: uuid, ...lineFacts })
  .refine(themeFits, { path: ['theme'] })
  .refine(quotaFits, { path: ['share'] })
  .refine(monthsFit, { path: ['monthTo'] });
export type UpdatePlanLineInput = z.infer<typeof updatePlanLineInput>;

export const planRef = z.strictObject({ planId: uuid });
export const planLineRef = z.strictObject({ lineId: uuid });
export const startCampaignInput = z.strictObject({ lineId: uuid, title: text(200) });
export type StartCampaignInput = z.infer<typeof startCampaignInput>;

/** 批准 or 退回; what comes back says why. */
export const decidePlanInput = z
  .strictObject({ planId: uuid, decision: z.enum(['approve', 'return']), opinion: optionalText(1000) })
  .refine((input) => input.decision === 'approve' || input.opinion !== undefined, { path: ['opinion'] });
export type DecidePlanInput = z.infer<typeof decidePlanInput>;

export const planLineView = z.object({
  id: uuid,
  position: z.number().int(),
  title: z.string(),
  kind: campaignKind,
  theme: campaignTheme.nullable(),
  selectedBy: selectionMethod,
  subjectKinds: z.array(tenantKind),
  jointPartners: z.array(z.string()),
  checklistCode,
  scope: z.string(),
  share: z.number().int().nullable(),
  units: z.number().int().nullable(),
  rounds: z.number().int(),
  monthFrom: z.number().int(),
  monthTo: z.number().int(),
  /** How many units the library holds for it today. */
  poolUnits: z.number().int(),
  /** The rounds that were begun; cancelled ones do not count. */
  campaigns: z.array(z.object({ id: uuid, title: z.string(), state: campaignState })),
});
export type PlanLineView = z.infer<typeof planLineView>;

export const planRowView = z.object({
  id: uuid,
  year: z.number().int(),
  title: z.string(),
  state: planState,
  lines: z.number().int(),
  roundsPlanned: z.number().int(),
  roundsBegun: z.number().int(),
  roundsClosed: z.number().int(),
  createdByName: z.string(),
  createdAt: z.string(),
  submittedAt: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type PlanRowView = z.infer<typeof planRowView>;

export const planView = planRowView.extend({
  basis: z.string(),
  submittedByName: z.string().nullable(),
  opinion: z.string().nullable(),
  rowVersion: z.number().int(),
  /** Who submitted a plan does not approve it. */
  mayDecide: z.boolean(),
  planLines: z.array(planLineView),
});
export type PlanView = z.infer<typeof planView>;

export const listPlansInput = z.strictObject({
  ...pageInput,
  year: z.number().int().min(1949).max(2999).optional(),
  state: planState.optional(),
});
export type ListPlansInput = z.infer<typeof listPlansInput>;

/** 检查规则 with a day from which it holds; places differ (domain document, C.3 NOTICE_LEAD). */
export const inspectionRuleView = z.object({
  noticeLeadDays: z.number().int(),
  inspectorsPerUnit: z.number().int(),
  longestExtensionDays: z.number().int(),
  basis: z.string().nullable(),
  validFrom: isoDate.nullable(),
});
export type InspectionRuleView = z.infer<typeof inspectionRuleView>;
export const saveRuleInput = z.strictObject({
  noticeLeadDays: z.number().int().min(1).max(60),
  inspectorsPerUnit: z.number().int().min(2).max(9),
  longestExtensionDays: z.number().int().min(1).max(180),
  basis: text(300),
  validFrom: isoDate,
});
export type SaveRuleInput = z.infer<typeof saveRuleInput>;
/** What holds where a bureau has said nothing: five working days, two inspectors (C.3). */
export const DEFAULT_RULE: InspectionRuleView = {
  noticeLeadDays: 5,
  inspectorsPerUnit: 2,
  longestExtensionDays: 30,
  basis: null,
  validFrom: null,
};

/** 授权延期 */
export const extendGrantInput = z.strictObject({
  inspectionId: uuid,
  validTo: z.iso.datetime({ offset: true }),
  reason: text(500),
});
export type ExtendGrantInput = z.infer<typeof extendGrantInput>;
