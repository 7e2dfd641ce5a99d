import { z } from 'zod';
import { isCategoryCode } from '@/server/domain/archive/archival-category';
import { DETAIL_LENGTH } from '@/server/domain/archive/category-fields';
import { isRetentionCode } from '@/server/domain/archive/retention';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';

/** 件 and 卷 as catalogue records (DA/T 22-2015 item catalogue; DA/T 18-2022 description). */

export const archiveItemId = uuid.brand<'ArchiveItemId'>();
export type ArchiveItemId = z.infer<typeof archiveItemId>;
export const fondsId = uuid.brand<'FondsId'>();
export type FondsId = z.infer<typeof fondsId>;

/** 件 (or 张), 卷, and 组 of photographs. */
export const ITEM_LEVELS = ['piece', 'volume', 'group'] as const;
export type ItemLevel = (typeof ITEM_LEVELS)[number];

export type OpenFlagEntry = { code: string; zh: string; en: string };

/** 开放标识. */
export const OPEN_FLAGS = [
  { code: 'open', zh: '开放', en: 'open' },
  { code: 'controlled', zh: '控制', en: 'controlled' },
  { code: 'delayed', zh: '延期开放', en: 'delayed opening' },
  { code: 'unreviewed', zh: '未审核', en: 'unreviewed' },
] as const satisfies readonly OpenFlagEntry[];
export type OpenFlag = (typeof OPEN_FLAGS)[number]['code'];
export const OPEN_FLAG_CODES = OPEN_FLAGS.map((flag) => flag.code);

const OPEN_FLAG_WORDS: Readonly<Record<string, OpenFlag>> = {
  开放: 'open',
  已开放: 'open',
  可开放: 'open',
  是: 'open',
  控制: 'controlled',
  控制使用: 'controlled',
  不开放: 'controlled',
  否: 'controlled',
  延期开放: 'delayed',
  延期: 'delayed',
  未审核: 'unreviewed',
  未审: 'unreviewed',
};

/** Reads an opening mark typed as code or word; empty is 'unreviewed', undefined when unknown. */
export function parseOpenFlag(typed: string): OpenFlag | undefined {
  const folded = typed.normalize('NFKC').trim().toLowerCase();
  if (folded === '') return 'unreviewed';
  return (
    OPEN_FLAGS.find((flag) => flag.code === folded)?.code ??
    (Object.hasOwn(OPEN_FLAG_WORDS, folded) ? OPEN_FLAG_WORDS[folded] : undefined)
  );
}

/** Longest text of each field, in characters. */
export const ITEM_TEXT_LIMITS = {
  title: 500,
  responsibleParty: 200,
  documentNumber: 100,
  boxNumber: 20,
  remarks: 1000,
  orgCode: 20,
  catalogueNumber: 20,
  fileNumber: 20,
  pageNumber: 20,
  referenceCode: 100,
} as const;

export const LARGEST_PAGE_COUNT = 100_000;
export const LARGEST_ITEM_NUMBER = 99_999_999;

/** 全宗号: a letter and three digits, or four digits (GB/T 13967; older repositories). */
export const fondsNumber = z.string().regex(/^(?:[A-Z][0-9]{3}|[0-9]{1,4})$/);
/** 保管期限代码, legacy ones included. */
export const retentionCode = z.string().refine(isRetentionCode);
export const categoryCode = z.string().refine(isCategoryCode);
export const filingYear = z.number().int().min(1000).max(2100);
/** 日期: eight digits, unknown month or day 00, in [] when inferred. */
export const documentDate = z.string().regex(/^(?:[12]\d{7}|\[[12]\d{7}\])$/);
export const pageCount = z.number().int().min(1).max(LARGEST_PAGE_COUNT);
export const itemNumber = z.number().int().min(1).max(LARGEST_ITEM_NUMBER);
export const openFlag = z.enum(['open', 'controlled', 'delayed', 'unreviewed']);
export const itemLevel = z.enum(ITEM_LEVELS);
/** 画幅: images of a record, counted for digitisation. */
export const frameCount = z.number().int().min(0).max(1_000_000);
/** Fields of the category, by code (category-fields.ts). */
export const itemDetails = z.record(z.string().max(40), z.string().trim().max(DETAIL_LENGTH));
export type ItemDetails = z.infer<typeof itemDetails>;
/** 专题 codes. */
export const itemTopics = z.array(z.string().trim().min(1).max(20)).max(20);

/** What a person or an import may say about one record. No id, no tenant, no state: those are not theirs to set. */
export const archiveItemInput = z.strictObject({
  level: itemLevel,
  fondsNumber,
  categoryCode,
  filingYear,
  retentionCode,
  orgCode: optionalText(ITEM_TEXT_LIMITS.orgCode),
  itemNumber: itemNumber.optional(),
  catalogueNumber: optionalText(ITEM_TEXT_LIMITS.catalogueNumber),
  fileNumber: optionalText(ITEM_TEXT_LIMITS.fileNumber),
  pageNumber: optionalText(ITEM_TEXT_LIMITS.pageNumber),
  referenceCode: optionalText(ITEM_TEXT_LIMITS.referenceCode),
  title: text(ITEM_TEXT_LIMITS.title),
  responsibleParty: optionalText(ITEM_TEXT_LIMITS.responsibleParty),
  documentNumber: optionalText(ITEM_TEXT_LIMITS.documentNumber),
  documentDate: documentDate.optional(),
  startDate: documentDate.optional(),
  endDate: documentDate.optional(),
  pageCount: pageCount.optional(),
  openFlag: openFlag.default('unreviewed'),
  boxNumber: optionalText(ITEM_TEXT_LIMITS.boxNumber),
  remarks: optionalText(ITEM_TEXT_LIMITS.remarks),
  frameCount: frameCount.optional(),
  details: itemDetails.optional(),
  topics: itemTopics.optional(),
});
export type ArchiveItemInput = z.infer<typeof archiveItemInput>;

/** A record that may still be wrong: what an import row could be read as. null: absent or unreadable. */
export type ArchiveItemCandidate = {
  [Field in keyof Required<ArchiveItemInput>]: Exclude<ArchiveItemInput[Field], undefined> | null;
};
export type ArchiveItemField = keyof ArchiveItemCandidate;

/** A candidate without a value in any field. */
export function emptyCandidate(): ArchiveItemCandidate {
  const fields = Object.keys(archiveItemInput.shape) as ArchiveItemField[];
  return Object.fromEntries(fields.map((field) => [field, null])) as ArchiveItemCandidate;
}
