import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { planYear } from './filing-plan.ts';

/* 更正单: numbered by year. */
export const correctionFilter = {
  year: planYear.optional(),
  q: z.string().trim().max(100).optional(),
};
export const listCorrectionsInput = z.strictObject({ ...pageInput, ...correctionFilter });
export type ListCorrectionsInput = z.infer<typeof listCorrectionsInput>;
export const exportCorrectionsInput = z.strictObject(correctionFilter);
export const correctionView = z.object({
  id: uuid,
  year: z.number().int(),
  number: z.number().int(),
  itemId: uuid,
  /** Of the record: it names the fields of its own. */
  categoryCode: z.string(),
  referenceCode: z.string(),
  title: z.string(),
  reason: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  correctedByName: z.string(),
  correctedOn: isoDate,
});
export type CorrectionView = z.infer<typeof correctionView>;
export const correctionPage = pageOf(correctionView);

/* 重点归档任务: issued by a bureau, followed by the units below. */
const keyTask = z.strictObject({
  number: z.number().int().min(1).max(500),
  title: text(200),
  requirement: optionalText(300),
});
export const issueKeyTasksInput = z.strictObject({
  title: text(120),
  documentNumber: optionalText(100),
  year: planYear,
  dueOn: isoDate,
  tasks: z.array(keyTask).min(1).max(200),
  unitTenantIds: z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(500),
});
export type IssueKeyTasksInput = z.infer<typeof issueKeyTasksInput>;
export const keyTasksBody = z.object({
  year: z.number().int(),
  issuedBy: z.string(),
  tasks: z
    .array(z.object({ number: z.number().int(), title: z.string(), requirement: z.string().nullable() }))
    .max(200),
});
export type KeyTasksBody = z.infer<typeof keyTasksBody>;
export const keyReportBody = z.object({
  reportedBy: z.string(),
  note: z.string().nullable(),
  results: z.array(z.object({ number: z.number().int(), expected: z.number().int(), filed: z.number().int() })),
});
export type KeyReportBody = z.infer<typeof keyReportBody>;
export const reportKeyTasksInput = z.strictObject({ dispatchId: uuid, note: optionalText(500) });
export const keyTaskListView = z.object({
  dispatchId: uuid,
  box: z.enum(['in', 'out']),
  title: z.string(),
  documentNumber: z.string().nullable(),
  /** The other side: who issued it, or the unit that got it. */
  otherName: z.string(),
  year: z.number().int(),
  dueOn: isoDate.nullable(),
  issuedAt: z.string(),
  tasks: z.array(
    z.object({
      number: z.number().int(),
      title: z.string(),
      requirement: z.string().nullable(),
      /** Of the unit's own plan, or of its report. Null: nothing planned or reported yet. */
      expected: z.number().int().nullable(),
      filed: z.number().int().nullable(),
    }),
  ),
  isReported: z.boolean(),
});
export type KeyTaskListView = z.infer<typeof keyTaskListView>;
export const keyTaskPage = pageOf(keyTaskListView);
export const listKeyTasksInput = z.strictObject(pageInput);
export type ListKeyTasksInput = z.infer<typeof listKeyTasksInput>;
