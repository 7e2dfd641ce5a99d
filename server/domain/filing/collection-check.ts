import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { dispatchBox } from '@/server/domain/tenancy/dispatch';
import { planYear } from './filing-plan.ts';

/* 收集检查: how a parent unit checks the collecting of a unit below it, with findings and a day by which to mend them. */

const checkFinding = z.strictObject({ fact: text(300), requirement: text(300) });

export const addCheckInput = z
  .strictObject({
    unitTenantId: tenantId,
    year: planYear,
    checkedOn: isoDate,
    checkedBy: text(100),
    conclusion: text(500),
    findings: z.array(checkFinding).max(50).default([]),
    /** Until when the findings are mended. */
    dueOn: isoDate.optional(),
  })
  .refine((input) => input.findings.length === 0 || input.dueOn !== undefined, { path: ['dueOn'] });
export type AddCheckInput = z.infer<typeof addCheckInput>;

const result = z.strictObject({ number: z.number().int().min(1).max(50), measure: text(500), doneOn: isoDate });
export const answerCheckInput = z.strictObject({ checkId: uuid, results: z.array(result).min(1).max(50) });
export type AnswerCheckInput = z.infer<typeof answerCheckInput>;

export const judgeCheckInput = z
  .strictObject({ checkId: uuid, accepted: z.boolean(), reason: optionalText(500) })
  .refine((input) => input.accepted || input.reason !== undefined, { path: ['reason'] });
export type JudgeCheckInput = z.infer<typeof judgeCheckInput>;

/* The frozen bodies. */
export const checkBody = z.object({
  year: planYear,
  checkedOn: isoDate,
  checkedBy: z.string(),
  conclusion: z.string(),
  findings: z.array(z.object({ number: z.number().int(), fact: z.string(), requirement: z.string() })),
});
export type CheckBody = z.infer<typeof checkBody>;
export const checkAnswerBody = z.object({
  answeredBy: z.string(),
  results: z.array(z.object({ number: z.number().int(), measure: z.string(), doneOn: isoDate })),
});
export type CheckAnswerBody = z.infer<typeof checkAnswerBody>;
export const checkVerdictBody = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable(),
  decidedBy: z.string(),
});
export type CheckVerdictBody = z.infer<typeof checkVerdictBody>;

/** waiting: for the unit's answer; answered: for the parent's word; returned: the unit mends again. */
export const CHECK_STATES = ['waiting', 'answered', 'returned', 'closed'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export const checkFilter = {
  box: dispatchBox,
  state: z.enum(CHECK_STATES).optional(),
  lateOnly: z.boolean().default(false),
  year: planYear.optional(),
  q: z.string().trim().max(100).optional(),
};
export const listChecksInput = z.strictObject({ ...pageInput, ...checkFilter });
export type ListChecksInput = z.infer<typeof listChecksInput>;
export const exportChecksInput = z.strictObject(checkFilter);
export type ExportChecksInput = z.infer<typeof exportChecksInput>;

export const checkRow = z.object({
  id: uuid,
  box: dispatchBox,
  unitTenantId: tenantId,
  unitName: z.string(),
  checkerName: z.string(),
  year: z.number().int(),
  checkedOn: isoDate,
  checkedBy: z.string(),
  conclusion: z.string(),
  findingCount: z.number().int(),
  dueOn: isoDate.nullable(),
  state: z.enum(CHECK_STATES),
  isLate: z.boolean(),
  sentAt: z.string(),
});
export type CheckRow = z.infer<typeof checkRow>;
export const checkPage = pageOf(checkRow);

export const checkView = checkRow.extend({
  findings: z.array(
    z.object({
      number: z.number().int(),
      fact: z.string(),
      requirement: z.string(),
      measure: z.string().nullable(),
      doneOn: isoDate.nullable(),
    }),
  ),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  verdict: checkVerdictBody.nullable(),
});
export type CheckView = z.infer<typeof checkView>;
