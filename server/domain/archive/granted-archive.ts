import { z } from 'zod';
import { itemFilters, itemRowView } from '@/server/domain/archive/archive-list';
import { itemView } from '@/server/domain/archive/archive-record';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInfo, pageInput, pageOf } from '@/server/domain/shared/pagination';

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

/** What a unit calls its categories, second levels and topics in its own words: by code, only what it named itself. */
export const unitNamesView = z.object({
  unitSlug: z.string(),
  categories: z.record(z.string(), z.string()),
  topics: z.record(z.string(), z.string()),
});
export type UnitNamesView = z.infer<typeof unitNamesView>;

/** With the words of the units whose records are on the page. */
export const grantedPage = pageOf(grantedRowView).extend({ names: z.array(unitNamesView) });
export type GrantedPage = z.infer<typeof grantedPage>;

export const grantedItemInput = z.strictObject({ unitSlug: slug, id: uuid });
export type GrantedItemInput = z.infer<typeof grantedItemInput>;
/** `parent`: the volume or group that it lies in, where the grant opens that too. */
export const grantedItemView = z.object({
  item: itemView,
  grant: grantView,
  parent: z.object({ id: uuid, referenceCode: z.string(), title: z.string() }).nullable(),
  names: unitNamesView,
});
export type GrantedItemView = z.infer<typeof grantedItemView>;

/** 卷内件, or the photographs of a group with their 画幅. */
export const listGrantedChildrenInput = z.strictObject({ unitSlug: slug, itemId: uuid, ...pageInput });
export type ListGrantedChildrenInput = z.infer<typeof listGrantedChildrenInput>;
export const grantedChildView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  frameCount: z.number().int().nullable(),
});
export type GrantedChildView = z.infer<typeof grantedChildView>;
export const grantedChildrenView = z.object({
  rows: z.array(grantedChildView),
  page: pageInfo,
  /** Of all that the grant opens inside, not only of the page. */
  pages: z.number().int(),
  frames: z.number().int(),
});
export type GrantedChildrenView = z.infer<typeof grantedChildrenView>;
