import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';

/** 全宗 (GB/T 13967-2026): one line of the 全宗单 each. */

export const FONDS_KINDS = [
  { code: 'ORG', zh: '机构全宗', en: 'organisational fonds' },
  { code: 'PERSON', zh: '人物全宗', en: 'personal fonds' },
  { code: 'THEME', zh: '主题全宗', en: 'thematic fonds' },
  { code: 'COMBINED', zh: '联合全宗', en: 'combined fonds' },
  { code: 'COLLECTED', zh: '汇集全宗', en: 'collected fonds' },
  { code: 'COLLECTION', zh: '档案汇集', en: 'collection' },
] as const;
export const fondsKind = z.enum(['ORG', 'PERSON', 'THEME', 'COMBINED', 'COLLECTED', 'COLLECTION']);
export type FondsKind = z.infer<typeof fondsKind>;

/** 全宗号: a letter and three digits, or four digits as older repositories use. */
export const fondsNumberInput = z
  .string()
  .trim()
  .transform((typed) => typed.normalize('NFKC').toUpperCase())
  .pipe(z.string().regex(/^(?:[A-Z][0-9]{3}|[0-9]{4})$/));

const described = {
  kind: fondsKind,
  className: optionalText(50),
  startedOn: isoDate.optional(),
  location: optionalText(200),
  relations: optionalText(1000),
  /** 立档单位与全宗历史, as the card of the fonds tells it. */
  history: optionalText(4000),
  note: optionalText(1000),
};

export const createFondsInput = z.strictObject({
  number: fondsNumberInput,
  /** False: 暂用号 of the unit's own, until the repository gives the official one. */
  isOfficial: z.boolean(),
  name: text(100),
  ...described,
  kind: fondsKind.default('ORG'),
});
export type CreateFondsInput = z.infer<typeof createFondsInput>;

/** The number is not among them: it stands in every reference code, so a new one is a renumbering. */
export const editFondsInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  name: text(100),
  ...described,
});
export type EditFondsInput = z.infer<typeof editFondsInput>;

export const closeFondsInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  closedOn: isoDate,
  reason: text(500),
});
export type CloseFondsInput = z.infer<typeof closeFondsInput>;

/** How much is held, by the unit in which a category is counted. */
export const holdingView = z.object({
  categoryCode: z.string(),
  subcategoryCode: z.string().nullable(),
  pieces: z.number().int(),
  volumes: z.number().int(),
  groups: z.number().int(),
  /** 册: what the records say they are bound in. */
  books: z.number().int(),
  frames: z.number().int(),
  pages: z.number().int(),
  firstYear: z.number().int(),
  lastYear: z.number().int(),
});
export type HoldingView = z.infer<typeof holdingView>;

export const holdingSums = z.object({
  pieces: z.number().int(),
  volumes: z.number().int(),
  groups: z.number().int(),
  photographs: z.number().int(),
  books: z.number().int(),
  frames: z.number().int(),
});
export type HoldingSums = z.infer<typeof holdingSums>;

export const fondsRecord = z.object({
  id: uuid,
  number: z.string(),
  isOfficial: z.boolean(),
  provisionalNumber: z.string().nullable(),
  name: z.string(),
  kind: fondsKind,
  className: z.string().nullable(),
  startedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  closedReason: z.string().nullable(),
  location: z.string().nullable(),
  relations: z.string().nullable(),
  history: z.string().nullable(),
  note: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type FondsRecord = z.infer<typeof fondsRecord>;

export const fondsListRow = fondsRecord.extend({ holdings: holdingSums });
export type FondsListRow = z.infer<typeof fondsListRow>;

/** 件 are pieces of everything but photographs, which are counted by 张. */
export function sumHoldings(holdings: readonly HoldingView[]): HoldingSums {
  const sums: HoldingSums = { pieces: 0, volumes: 0, groups: 0, photographs: 0, books: 0, frames: 0 };
  for (const line of holdings) {
    if (line.categoryCode === 'ZP') sums.photographs += line.pieces;
    else sums.pieces += line.pieces;
    sums.volumes += line.volumes;
    sums.groups += line.groups;
    sums.books += line.books;
    sums.frames += line.frames;
  }
  return sums;
}

/** 数量 of the 全宗单: 卷/件/张/组/册, what there is of it. */
export function holdingsText(sums: HoldingSums): string {
  const parts: [number, string][] = [
    [sums.volumes, '卷'],
    [sums.pieces, '件'],
    [sums.photographs, '张'],
    [sums.groups, '组'],
    [sums.books, '册'],
    [sums.frames, '画幅'],
  ];
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join('、') || '0 件';
}
