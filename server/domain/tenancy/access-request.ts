import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { grantRegister, recordClass } from './grant.ts';
import { GRANT_REGISTERS, LONGEST_ACCESS_DAYS, RECORD_CLASSES } from './grant-vocabulary.ts';

/** 申请查阅: outside an inspection a unit's records are opened by its consent only. */
export const askAccessInput = z
  .strictObject({
    unitSlug: slug,
    recordClasses: z.array(recordClass).min(1).max(RECORD_CLASSES.length),
    registers: z.array(grantRegister).min(1).max(GRANT_REGISTERS.length).optional(),
    yearFrom: z.number().int().min(1000).max(2999),
    yearTo: z.number().int().min(1000).max(2999),
    days: z.number().int().min(1).max(LONGEST_ACCESS_DAYS),
    reason: text(500),
  })
  .refine((asked) => asked.yearFrom <= asked.yearTo, { path: ['yearTo'] });
export type AskAccessInput = z.infer<typeof askAccessInput>;

/** 同意 opens the records as asked; 不同意 needs its reason. */
export const answerAccessInput = z
  .strictObject({ grantId: uuid, decision: z.enum(['give', 'refuse']), reason: optionalText(500) })
  .refine((answer) => answer.decision === 'give' || answer.reason !== undefined, { path: ['reason'] });
export type AnswerAccessInput = z.infer<typeof answerAccessInput>;

/** What the unit reads of a request, frozen. */
export const accessRequestBody = z.object({
  /** Who asks and alone would read. */
  raisedBy: z.string(),
  recordClasses: z.array(recordClass),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  validTo: z.string(),
  until: isoDate,
  reason: z.string(),
});
export const accessAnswerBody = z.object({
  decision: z.enum(['give', 'refuse']),
  reason: z.string().nullable(),
  answeredBy: z.string(),
});
