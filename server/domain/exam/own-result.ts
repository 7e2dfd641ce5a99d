import { z } from 'zod';
import { optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { examPurpose } from './exam.ts';

const ownResultFilter = { q: optionalText(60), examId: uuid.optional(), passed: z.boolean().optional() };
export const listOwnResultsInput = z.strictObject({ ...pageInput, ...ownResultFilter });
export type ListOwnResultsInput = z.infer<typeof listOwnResultsInput>;
export const exportOwnResultsInput = z.strictObject(ownResultFilter);
export type ExportOwnResultsInput = z.infer<typeof exportOwnResultsInput>;

/** 本单位人员的一份成绩: points and whether they were enough; what was answered stays with the person. */
export const ownResultView = z.object({
  id: uuid,
  examId: uuid,
  title: z.string(),
  ownerName: z.string(),
  purpose: examPurpose,
  personName: z.string(),
  number: z.number().int(),
  score: z.number(),
  totalPoints: z.number(),
  passPoints: z.number(),
  isPassed: z.boolean(),
  handedInAt: z.string(),
});
export type OwnResultView = z.infer<typeof ownResultView>;
export const ownResultPage = pageOf(ownResultView);
