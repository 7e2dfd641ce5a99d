import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { EFFECT_KINDS } from './visit-vocabulary.ts';

/** 利用效果: what came of the use, said by the reader, with an amount where there is one. */
export const effectFields = {
  kind: z.enum(EFFECT_KINDS),
  description: text(1_000),
  amountYuan: z.number().min(0).max(999_999_999_999).multipleOf(0.01).optional(),
  /** 典型案例 */
  isTypical: z.boolean().default(false),
};

/** Of a visit, of a loan, or of a use that stands in neither register. */
export const registerEffectInput = z.strictObject({
  ...effectFields,
  visitId: uuid.optional(),
  loanId: uuid.optional(),
  notedOn: isoDate,
  userName: text(40),
  userUnit: optionalText(80),
  question: text(200),
});
export type RegisterEffectInput = z.infer<typeof registerEffectInput>;

export const voidEffectInput = z.strictObject({ effectId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type VoidEffectInput = z.infer<typeof voidEffectInput>;

/** Asks later, or no more. Of a loan it is asked until something is known. */
export const askLaterInput = z.strictObject({
  source: z.enum(['visit', 'loan']),
  id: uuid,
  askAgainOn: isoDate.nullable(),
  note: text(200),
});
export type AskLaterInput = z.infer<typeof askLaterInput>;

export const effectFilter = {
  kind: z.enum(EFFECT_KINDS).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  isTypical: z.boolean().optional(),
  q: optionalText(60),
};
export const listEffectsInput = z.strictObject({ ...pageInput, ...effectFilter });
export type ListEffectsInput = z.infer<typeof listEffectsInput>;
export const exportEffectsInput = z.strictObject(effectFilter);
export type EffectFilter = z.infer<typeof exportEffectsInput>;

export const effectView = z.object({
  id: uuid,
  visitId: uuid.nullable(),
  loanId: uuid.nullable(),
  notedOn: isoDate,
  userName: z.string(),
  userUnit: z.string().nullable(),
  question: z.string(),
  kind: z.enum(EFFECT_KINDS),
  description: z.string(),
  amountYuan: z.number().nullable(),
  isTypical: z.boolean(),
  handlerName: z.string(),
  state: z.enum(['current', 'void']),
  rowVersion: z.number().int(),
});
export type EffectView = z.infer<typeof effectView>;
export const effectPage = pageOf(effectView).extend({
  /** Yuan of all that the filters leave. */
  amountYuan: z.number(),
});
export type EffectPage = z.infer<typeof effectPage>;

/** 待回访: whom to ask today, the longest waiting first. */
export const listToAskInput = z.strictObject(pageInput);
export type ListToAskInput = z.infer<typeof listToAskInput>;
export const toAskView = z.object({
  source: z.enum(['visit', 'loan']),
  id: uuid,
  askOn: isoDate,
  usedOn: isoDate,
  userName: z.string(),
  userUnit: z.string().nullable(),
  contact: z.string().nullable(),
  question: z.string(),
});
export type ToAskView = z.infer<typeof toAskView>;
export const toAskPage = pageOf(toAskView);
