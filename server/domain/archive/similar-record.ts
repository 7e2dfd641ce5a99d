import { z } from 'zod';
import { ITEM_TEXT_LIMITS } from '@/server/domain/archive/archive-item';
import { itemState } from '@/server/domain/archive/archive-list';
import { optionalText, uuid } from '@/server/domain/shared/ids';

/** 查重: records that have the same code, document number or title as what is being written. */

export const findSimilarInput = z.strictObject({
  referenceCode: optionalText(ITEM_TEXT_LIMITS.referenceCode),
  documentNumber: optionalText(ITEM_TEXT_LIMITS.documentNumber),
  title: optionalText(ITEM_TEXT_LIMITS.title),
  /** The record that is being changed is not similar to itself. */
  exceptId: uuid.optional(),
});
export type FindSimilarInput = z.infer<typeof findSimilarInput>;

export const similarRecord = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  filingYear: z.number().int(),
  state: itemState,
});
export type SimilarRecord = z.infer<typeof similarRecord>;

export const similarView = z.object({
  /** Has or had this code: it cannot be given again. */
  sameCode: z.array(similarRecord),
  sameNumber: z.array(similarRecord),
  sameTitle: z.array(similarRecord),
});
export type SimilarView = z.infer<typeof similarView>;
