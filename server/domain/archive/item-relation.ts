import { z } from 'zod';
import { itemState } from '@/server/domain/archive/archive-list';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 关联: two records of the unit that belong together: a request and its reply, a draft and its fair copy. */

export const relationsInput = z.strictObject({ itemId: uuid, ...pageInput });
export type RelationsInput = z.infer<typeof relationsInput>;

export const relateItemsInput = z.strictObject({
  itemId: uuid,
  otherItemId: uuid,
  /** How they belong together. */
  note: text(100).optional(),
});
export type RelateItemsInput = z.infer<typeof relateItemsInput>;

export const relationId = z.strictObject({ id: uuid });

/** The other record, as seen from one of the two. */
export const relationView = z.object({
  id: uuid,
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  documentDate: z.string().nullable(),
  state: itemState,
  note: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
});
export type RelationView = z.infer<typeof relationView>;
export const relationPage = pageOf(relationView);
export type RelationPage = z.infer<typeof relationPage>;
