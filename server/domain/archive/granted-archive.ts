import { z } from 'zod';
import { itemFilters, itemRowView } from '@/server/domain/archive/archive-list';
import { itemView } from '@/server/domain/archive/archive-record';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** What an inspector reads of units under live grants (查阅授权). */

export const grantView = z.object({
  grantId: uuid,
  unitSlug: z.string(),
  unitName: z.string(),
  /** null: every category. */
  categoryCodes: z.array(z.string()).nullable(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string(),
  inspectionId: uuid.nullable(),
});
export type GrantView = z.infer<typeof grantView>;

/** With the number of looks that stand in the unit's audit log. */
export const grantUseView = grantView.extend({ looks: z.number().int(), lastLookAt: z.string().nullable() });
export type GrantUseView = z.infer<typeof grantUseView>;

const { categoryCode, filingYear, retentionCode, q } = itemFilters;
/** `unitSlug` null: all units under live grants. */
export const listGrantedInput = z.strictObject({
  unitSlug: slug.nullable(),
  categoryCode,
  filingYear,
  retentionCode,
  orgCode: z.string().min(1).max(20).optional(),
  q,
  ...pageInput,
});
export type ListGrantedInput = z.infer<typeof listGrantedInput>;

export const grantedRowView = itemRowView.extend({ unitSlug: z.string(), unitName: z.string() });
export type GrantedRowView = z.infer<typeof grantedRowView>;
export const grantedPage = pageOf(grantedRowView);
export type GrantedPage = z.infer<typeof grantedPage>;

export const grantedItemInput = z.strictObject({ unitSlug: slug, id: uuid });
export type GrantedItemInput = z.infer<typeof grantedItemInput>;
export const grantedItemView = z.object({ item: itemView, grant: grantView });
export type GrantedItemView = z.infer<typeof grantedItemView>;
