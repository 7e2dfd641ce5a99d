import { z } from 'zod';
import { openFlag } from '@/server/domain/archive/archive-item';
import { itemRowView } from '@/server/domain/archive/archive-list';
import { CARRIERS } from '@/server/domain/archive/carrier';
import { unitNamesView } from '@/server/domain/archive/granted-archive';
import { searchBuilder } from '@/server/domain/archive/search-fields';
import { slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInfo, pageInput } from '@/server/domain/shared/pagination';

/** 检索: one box, a builder, the choices of the facets. */

export const SEARCH_SORTS = ['relevance', 'code', '-code', 'date', '-date'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

const code = z.string().min(1).max(20);
const choices = {
  carrier: z.enum(CARRIERS).optional(),
  categoryCode: code.optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  retentionCode: code.optional(),
  /** Empty: records that name no organisation. */
  orgCode: z.string().max(20).optional(),
  topic: code.optional(),
  openFlag: openFlag.optional(),
  isBoxed: z.boolean().optional(),
};
const question = {
  q: z.string().trim().max(200).optional(),
  builder: searchBuilder.optional(),
};
const walk = {
  ...pageInput,
  sort: z.enum(SEARCH_SORTS).default('relevance'),
  /** Where to begin in the order of codes or dates: a code, or a date of eight digits. */
  startAt: z.string().trim().max(100).optional(),
};

const ownQuestion = { ...question, ...choices, fondsId: uuid.optional() };
export const searchInput = z.strictObject({ ...ownQuestion, ...walk });
export type SearchInput = z.infer<typeof searchInput>;
export const facetsInput = z.strictObject({ ...ownQuestion, isExact: z.boolean().default(false) });
export type FacetsInput = z.infer<typeof facetsInput>;
export const countInput = z.strictObject({ ...ownQuestion, isExact: z.boolean().default(false) });
export type CountInput = z.infer<typeof countInput>;
export const exportSearchInput = z.strictObject({
  ...ownQuestion,
  sort: z.enum(SEARCH_SORTS).default('code'),
  reason: text(200),
});
export type ExportSearchInput = z.infer<typeof exportSearchInput>;

/** `unitSlug` null: all units under live grants. */
const grantedQuestion = { ...question, ...choices, unitSlug: slug.nullable().default(null) };
export const grantedSearchInput = z.strictObject({ ...grantedQuestion, ...walk }).omit({ startAt: true });
export type GrantedSearchInput = z.infer<typeof grantedSearchInput>;
export const grantedFacetsInput = z.strictObject({ ...grantedQuestion, isExact: z.boolean().default(false) });
export const exportGrantedSearchInput = z.strictObject({ ...grantedQuestion, reason: text(200) });
export type ExportGrantedSearchInput = z.infer<typeof exportGrantedSearchInput>;
export type GrantedFacetsInput = z.infer<typeof grantedFacetsInput>;

/** Stretches of a text, by position in the text as it is shown: [from, to). */
export const markedRanges = z.array(z.tuple([z.number().int(), z.number().int()]));
export type MarkedRanges = z.infer<typeof markedRanges>;

const marked = z.object({ field: z.string(), text: z.string(), ranges: markedRanges });
export type MarkedField = z.infer<typeof marked>;

export const searchedRowView = itemRowView.extend({
  titleRanges: markedRanges,
  /** Other fields that hold the words: a remark, a name, an old code. */
  alsoFound: z.array(marked),
});
export type SearchedRowView = z.infer<typeof searchedRowView>;

export const searchPage = z.object({
  rows: z.array(searchedRowView),
  page: pageInfo,
  /** False where the matches are too many to be put in order of nearness: they stand in the order of codes. */
  isRanked: z.boolean(),
});
export type SearchPageView = z.infer<typeof searchPage>;

export const grantedSearchPage = searchPage.extend({
  rows: z.array(searchedRowView.extend({ unitSlug: z.string(), unitName: z.string() })),
  names: z.array(unitNamesView),
});
export type GrantedSearchPageView = z.infer<typeof grantedSearchPage>;

export const FACETS = [
  'fonds',
  'carrier',
  'category',
  'subcategory',
  'year',
  'retention',
  'org',
  'topic',
  'open',
  'box',
  'unit',
] as const;
export type FacetCode = (typeof FACETS)[number];

export const facetsView = z.object({
  total: z.number().int(),
  /** False: counted in a sixteenth of the records; the figures are estimates. */
  isExact: z.boolean(),
  facets: z.array(
    z.object({
      code: z.enum(FACETS),
      values: z.array(z.object({ value: z.string(), label: z.string().nullable(), count: z.number().int() })),
    }),
  ),
});
export type FacetsView = z.infer<typeof facetsView>;

/** `isExact` false: there are at least so many. */
export const countView = z.object({ count: z.number().int(), isExact: z.boolean() });
export type CountView = z.infer<typeof countView>;
