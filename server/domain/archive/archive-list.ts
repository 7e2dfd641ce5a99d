import { z } from 'zod';
import { openFlag } from '@/server/domain/archive/archive-item';
import { templateCode } from '@/server/domain/archive/classification-scheme';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 档案列表: what it can be narrowed by, how it is sorted, what a line shows. */

export const ITEM_STATES = ['draft', 'filed', 'void'] as const;
export const itemState = z.enum(ITEM_STATES);
export type ItemState = z.infer<typeof itemState>;

/** By reference code or by the date of the document; `-` is descending. Unknown dates are the oldest. */
export const ITEM_SORTS = ['code', '-code', 'date', '-date'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

const code = z.string().min(1).max(20);

export const itemFilters = {
  fondsId: uuid.optional(),
  categoryCode: code.optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  retentionCode: code.optional(),
  /** Empty: records that name no organisation. */
  orgCode: z.string().max(20).optional(),
  openFlag: openFlag.optional(),
  isBoxed: z.boolean().optional(),
  state: itemState.optional(),
  /** 专题 */
  topic: code.optional(),
  q: z.string().trim().max(200).optional(),
};
export const itemFilterInput = z.strictObject(itemFilters);
export type ItemFilters = z.infer<typeof itemFilterInput>;

/** A text query looks at filed records only and is sorted by reference code. */
export const listItemsInput = z.strictObject({
  ...itemFilters,
  ...pageInput,
  sort: z.enum(ITEM_SORTS).default('code'),
});
export type ListItemsInput = z.infer<typeof listItemsInput>;

/** How it left that was not transferred; null also for what is still here. */
export const leftHow = z.enum(['destroyed', 'returned', 'moved']).nullable();

export const itemRowView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  documentDate: z.string().nullable(),
  documentNumber: z.string().nullable(),
  responsibleParty: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  categoryCode: z.string(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  orgCode: z.string().nullable(),
  openFlag,
  boxNumber: z.string().nullable(),
  state: itemState,
  /** 暂用号: the code may still change. */
  codeState: z.enum(['provisional', 'locked']),
  /** The day it left: with its transfer, or as `leftHow` says. */
  leftOn: z.string().nullable(),
  leftHow,
});
export type ItemRowView = z.infer<typeof itemRowView>;
export const itemPage = pageOf(itemRowView);
export type ItemPage = z.infer<typeof itemPage>;

/** Columns that an export may hold, in the order of the printed catalogue (DA/T 22-2015). */
export const EXPORT_COLUMNS = [
  'referenceCode',
  'documentNumber',
  'responsibleParty',
  'title',
  'documentDate',
  'pageCount',
  'categoryCode',
  'filingYear',
  'retentionCode',
  'orgCode',
  'openFlag',
  'boxNumber',
  'remarks',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

export const exportListInput = z.strictObject({
  ...itemFilters,
  sort: z.enum(ITEM_SORTS).default('code'),
  columns: z
    .array(z.enum(EXPORT_COLUMNS))
    .min(1)
    .max(EXPORT_COLUMNS.length)
    .default([...EXPORT_COLUMNS]),
  /** Headings in the language of the person who asked, in the order of `columns`. */
  headings: z.array(text(40)).max(EXPORT_COLUMNS.length).optional(),
  /** Codes in the structure of another template; those that cannot be written in it say why. */
  codeTemplate: templateCode.optional(),
});
export type ExportListInput = z.infer<typeof exportListInput>;

/** 全宗 → 门类 (and its second level) → 年度 → 保管期限 → 机构, flat: one entry a leaf, with what is filed under it. */
export const treeLeafView = z.object({
  fondsId: uuid,
  categoryCode: z.string(),
  /** Empty where the category is not parted. */
  subcategoryCode: z.string(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  /** Empty when the records name no organisation. */
  orgCode: z.string(),
  itemCount: z.number().int(),
});
export type TreeLeafView = z.infer<typeof treeLeafView>;

export const fondsView = z.object({
  id: uuid,
  number: z.string(),
  name: z.string(),
  /** 全宗号 given by the repository; a provisional one numbers nothing. */
  isOfficial: z.boolean(),
  itemCount: z.number().int(),
});
export type FondsView = z.infer<typeof fondsView>;

/** Which fonds is open: it is told in full where the whole tree is too much at once. */
export const treeInput = z.strictObject({ fondsId: uuid.optional() });
export type TreeInput = z.infer<typeof treeInput>;
export const treeView = z.object({
  fonds: z.array(fondsView),
  leaves: z.array(treeLeafView),
  /** False: deeper levels of the fonds that are not open are summed; their year is 0 and their codes empty. */
  isWhole: z.boolean(),
});
export type TreeView = z.infer<typeof treeView>;
