import { z } from 'zod';
import { categoryCode } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { isLate } from '@/server/domain/shared/lateness';
import { deadlineCode } from './deadline-rules.ts';

/** 年度归档计划: what each department is expected to hand in, until when, and how far it is. */
export const planYear = z.number().int().min(1900).max(2999);

export const planInput = z.strictObject({ year: planYear });

const lineFields = {
  departmentId: uuid,
  categoryCode,
  /** 文件种类, such as 年度工作总结. */
  kind: text(80),
  expectedCount: z.number().int().min(1).max(100_000),
  deadlineCode,
  /** Absent: by the rule. */
  dueOn: isoDate.optional(),
};
export const addPlanLineInput = z.strictObject({
  year: planYear,
  ...lineFields,
  taskDispatchId: uuid.optional(),
  taskNumber: z.number().int().min(1).max(500).optional(),
});
export type AddPlanLineInput = z.infer<typeof addPlanLineInput>;
export const updatePlanLineInput = z.strictObject({
  lineId: uuid,
  rowVersion: z.number().int().min(1),
  kind: lineFields.kind,
  expectedCount: lineFields.expectedCount,
  dueOn: isoDate,
});
export type UpdatePlanLineInput = z.infer<typeof updatePlanLineInput>;

/** 催办: these lines, or all that are late or not complete. */
export const remindInput = z.strictObject({ year: planYear, lineIds: z.array(uuid).min(1).max(500).optional() });
export type RemindInput = z.infer<typeof remindInput>;

export const closePlanInput = z.strictObject({
  year: planYear,
  rowVersion: z.number().int().min(1),
  note: optionalText(500),
});
export type ClosePlanInput = z.infer<typeof closePlanInput>;
/** 重新打开: the reason goes up with the year. */
export const reopenPlanInput = z.strictObject({
  year: planYear,
  rowVersion: z.number().int().min(1),
  reason: text(400),
});
export type ReopenPlanInput = z.infer<typeof reopenPlanInput>;

/** waiting: nothing due yet; late: past the day and not complete; lateDone: complete, but the last came too late. */
export const LINE_STANDINGS = ['waiting', 'partly', 'done', 'late', 'lateDone'] as const;
export type LineStanding = (typeof LINE_STANDINGS)[number];

export const standingOf = (line: {
  expectedCount: number;
  accepted: number;
  dueOn: string;
  lastAcceptedOn: string | null;
  today: string;
}): LineStanding => {
  if (line.accepted >= line.expectedCount)
    return line.lastAcceptedOn !== null && isLate(line.dueOn, line.lastAcceptedOn) ? 'lateDone' : 'done';
  if (isLate(line.dueOn, line.today)) return 'late';
  return line.accepted > 0 ? 'partly' : 'waiting';
};

export const planLineView = z.object({
  id: uuid,
  filingYear: z.number().int(),
  departmentId: uuid,
  departmentName: z.string(),
  categoryCode: z.string(),
  kind: z.string(),
  expectedCount: z.number().int(),
  deadlineCode,
  dueOn: isoDate,
  /** With the archivist: sent in and not yet decided. */
  handedIn: z.number().int(),
  returned: z.number().int(),
  accepted: z.number().int(),
  /** Accepted and under a final code. */
  filed: z.number().int(),
  standing: z.enum(LINE_STANDINGS),
  daysLate: z.number().int(),
  remindedAt: z.string().nullable(),
  taskNumber: z.number().int().nullable(),
  rowVersion: z.number().int(),
});
export type PlanLineView = z.infer<typeof planLineView>;

const sums = {
  expected: z.number().int(),
  handedIn: z.number().int(),
  accepted: z.number().int(),
  filed: z.number().int(),
};
export const departmentProgress = z.object({
  departmentId: uuid,
  departmentCode: z.string(),
  departmentName: z.string(),
  ...sums,
  /** Accepted without standing in the plan. */
  offPlan: z.number().int(),
  /** Of the year's records under its code: in the catalogue, under a final code, in a box. */
  arranged: z.number().int(),
  numbered: z.number().int(),
  boxed: z.number().int(),
  lateLines: z.number().int(),
  nextDueOn: isoDate.nullable(),
});

export const planView = z.object({
  year: z.number().int(),
  /** Null: no plan was begun for the year. */
  plan: z
    .object({
      id: uuid,
      state: z.enum(['open', 'closed']),
      closedOn: isoDate.nullable(),
      reopenedOn: isoDate.nullable(),
      reopenReason: z.string().nullable(),
      closingNote: z.string().nullable(),
      missingCount: z.number().int().nullable(),
      filedCount: z.number().int().nullable(),
      rowVersion: z.number().int(),
    })
    .nullable(),
  /** When the year was last handed up to the supervisors. */
  releasedAt: z.string().nullable(),
  today: isoDate,
  years: z.array(z.number().int()),
  totals: z.object(sums),
  /** Of the year: records under a final code, and what the newest check of it, or of the whole unit, found. */
  holdings: z.object({
    filed: z.number().int(),
    checkedOn: isoDate.nullable(),
    checkErrors: z.number().int().nullable(),
  }),
  departments: z.array(departmentProgress),
  lines: z.array(planLineView),
});
export type PlanView = z.infer<typeof planView>;

/** Of the card on the workbench: what this person's departments still owe. */
export const owedView = z.object({
  departmentId: uuid,
  departmentName: z.string(),
  year: z.number().int(),
  dueOn: isoDate.nullable(),
  owed: z.number().int(),
  returned: z.number().int(),
  isLate: z.boolean(),
});
export type OwedView = z.infer<typeof owedView>;
