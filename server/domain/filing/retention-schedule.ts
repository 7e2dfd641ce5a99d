import { z } from 'zod';
import { categoryCode } from '@/server/domain/archive/archive-item';
import { RETENTION_BASES } from '@/server/domain/archive/retention';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 归档范围和保管期限表: what a unit files and for how long, approved by the competent authority. */
export const SCHEDULE_KINDS = ['organ', 'enterprise', 'village'] as const;
export const scheduleKind = z.enum(SCHEDULE_KINDS);
export type ScheduleKind = z.infer<typeof scheduleKind>;

/** draft → submitted → returned or approved; returned is edited and submitted again; approved → superseded. */
export const SCHEDULE_STATES = ['draft', 'submitted', 'returned', 'approved', 'superseded'] as const;
export const scheduleState = z.enum(SCHEDULE_STATES);
export type ScheduleState = z.infer<typeof scheduleState>;
export const isEditable = (state: string): boolean => state === 'draft' || state === 'returned';

/** Periods that a schedule may give today; the legacy ones stand on old records only. */
export const RULE_PERIODS = ['Y', 'D100', 'D30', 'D10', 'D5'] as const;

const ruleFields = {
  code: text(20),
  categoryCode,
  description: text(300),
  retentionCode: z.enum(RULE_PERIODS),
  basis: z.enum(RETENTION_BASES).default('formed'),
  /** 最低期限 (enterprises): a longer one may be chosen. */
  isMinimum: z.boolean().default(false),
  source: optionalText(200),
};
export const ruleInput = z.strictObject(ruleFields);
export type RuleInput = z.infer<typeof ruleInput>;

export const beginScheduleInput = z.strictObject({
  /** The seed list, or the rules of the version in force. */
  from: z.enum(['seed', 'approved']).default('seed'),
});
export const addRuleInput = z.strictObject({ scheduleId: uuid, rowVersion: z.number().int().min(1), ...ruleFields });
export const updateRuleInput = z.strictObject({
  scheduleId: uuid,
  rowVersion: z.number().int().min(1),
  ruleId: uuid,
  ...ruleFields,
});
export const removeRuleInput = z.strictObject({ scheduleId: uuid, rowVersion: z.number().int().min(1), ruleId: uuid });
export const importRulesInput = z.strictObject({
  scheduleId: uuid,
  rowVersion: z.number().int().min(1),
  objectId: uuid,
});
export const submitScheduleInput = z.strictObject({
  scheduleId: uuid,
  rowVersion: z.number().int().min(1),
  note: optionalText(500),
});
export const receiveDecisionInput = z.strictObject({ scheduleId: uuid });

export const ruleView = z.object({
  id: uuid,
  position: z.number().int(),
  code: z.string(),
  categoryCode: z.string(),
  description: z.string(),
  retentionCode: z.enum(RULE_PERIODS),
  basis: z.enum(RETENTION_BASES),
  isMinimum: z.boolean(),
  source: z.string().nullable(),
  /** What the authority wants changed. */
  returnedReason: z.string().nullable(),
});
export type RuleView = z.infer<typeof ruleView>;

export const scheduleRow = z.object({
  id: uuid,
  versionNumber: z.number().int(),
  kind: scheduleKind,
  state: scheduleState,
  ruleCount: z.number().int(),
  submittedOn: isoDate.nullable(),
  approverName: z.string().nullable(),
  approvalNumber: z.string().nullable(),
  approvedOn: isoDate.nullable(),
  returnedReason: z.string().nullable(),
  supersededOn: isoDate.nullable(),
  rowVersion: z.number().int(),
  /** The authority has decided and the unit has not taken it in yet. */
  hasDecision: z.boolean(),
});
export type ScheduleRow = z.infer<typeof scheduleRow>;
export const scheduleView = scheduleRow.extend({ rules: z.array(ruleView) });
export type ScheduleView = z.infer<typeof scheduleView>;

/** How many rows of a workbook became rules, and what is wrong with the others. Nothing is kept when one is wrong. */
export const importRulesView = z.object({
  added: z.number().int(),
  problems: z.array(
    z.object({
      row: z.number().int(),
      problem: z.enum(['CODE', 'DESCRIPTION', 'PERIOD', 'CATEGORY', 'REPEATED', 'SECRECY']),
    }),
  ),
  rowVersion: z.number().int(),
});
export type ImportRulesView = z.infer<typeof importRulesView>;

/* What travels to the authority and back: frozen copies. */
export const frozenRule = z.object({
  code: z.string(),
  categoryCode: z.string(),
  description: z.string(),
  retentionCode: z.enum(RULE_PERIODS),
  basis: z.enum(RETENTION_BASES),
  isMinimum: z.boolean(),
  source: z.string().nullable(),
});
export type FrozenRule = z.infer<typeof frozenRule>;
export const submissionBody = z.object({
  versionNumber: z.number().int(),
  kind: scheduleKind,
  note: z.string().nullable(),
  submittedBy: z.string(),
  rules: z.array(frozenRule).max(2000),
  /** Codes of rules that differ from the version in force. */
  changedCodes: z.array(z.string()).max(2000),
});
export type SubmissionBody = z.infer<typeof submissionBody>;
const ruleReason = z.object({ code: text(20), reason: text(300) });
export const decisionBody = z.object({
  decision: z.enum(['approve', 'return']),
  reason: z.string().nullable(),
  ruleReasons: z.array(ruleReason),
  decidedBy: z.string(),
});
export type DecisionBody = z.infer<typeof decisionBody>;

/* The authority's side. */
export const listReviewsInput = z.strictObject({
  ...pageInput,
  state: z.enum(['waiting', 'decided', 'all']).default('all'),
});
export type ListReviewsInput = z.infer<typeof listReviewsInput>;
export const reviewRow = z.object({
  submissionId: uuid,
  unitName: z.string(),
  versionNumber: z.number().int(),
  kind: scheduleKind,
  ruleCount: z.number().int(),
  changedCount: z.number().int(),
  submittedAt: z.string(),
  decision: z.enum(['approve', 'return']).nullable(),
  documentNumber: z.string().nullable(),
});
export type ReviewRow = z.infer<typeof reviewRow>;
export const reviewPage = pageOf(reviewRow);
export const reviewView = reviewRow.extend({
  note: z.string().nullable(),
  submittedBy: z.string(),
  rules: z.array(frozenRule),
  changedCodes: z.array(z.string()),
  reason: z.string().nullable(),
  ruleReasons: z.array(ruleReason),
});
export type ReviewView = z.infer<typeof reviewView>;
export const decideScheduleInput = z
  .strictObject({
    submissionId: uuid,
    decision: z.enum(['approve', 'return']),
    /** 批复文号, when it is approved. */
    documentNumber: optionalText(100),
    reason: optionalText(500),
    ruleReasons: z.array(ruleReason).max(500).default([]),
  })
  .refine((input) => input.decision === 'return' || input.documentNumber, { path: ['documentNumber'] })
  .refine((input) => input.decision === 'approve' || input.reason || input.ruleReasons.length > 0, {
    path: ['reason'],
  });
export type DecideScheduleInput = z.infer<typeof decideScheduleInput>;

/* The suggestion. */
export const suggestRetentionInput = z.strictObject({
  title: z.string().trim().max(500),
  categoryCode,
  documentNumber: optionalText(100),
});
export type SuggestRetentionInput = z.infer<typeof suggestRetentionInput>;
export const retentionSuggestion = z.object({
  ruleId: uuid,
  code: z.string(),
  text: z.string(),
  retentionCode: z.enum(RULE_PERIODS),
  basis: z.enum(RETENTION_BASES),
  isMinimum: z.boolean(),
  /** The words of the title that the rule has too. */
  matched: z.array(z.string()),
  score: z.number(),
});
export type RetentionSuggestion = z.infer<typeof retentionSuggestion>;

/** What the schedule in force says to one record: the line that a person confirmed, and those it may fall under, likeliest first. */
export const retentionOfItemView = z.object({
  confirmed: z.object({ code: z.string(), text: z.string() }).nullable(),
  choices: z.array(
    retentionSuggestion.pick({ ruleId: true, code: true, text: true, retentionCode: true, matched: true }),
  ),
});
export type RetentionOfItemView = z.infer<typeof retentionOfItemView>;

export const confirmRetentionInput = z.strictObject({
  itemId: uuid,
  rowVersion: z.number().int().min(1),
  ruleId: uuid,
  /** The day of the basis; absent: the document's date or the end of its year. */
  basisDate: isoDate.optional(),
});
export type ConfirmRetentionInput = z.infer<typeof confirmRetentionInput>;
