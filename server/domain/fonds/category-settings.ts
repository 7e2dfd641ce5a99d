import { z } from 'zod';
import {
  ACCOUNTING_CATEGORIES,
  ARCHIVAL_CATEGORIES,
  BUSINESS_CATEGORIES,
  COUNTING_UNITS,
  type CountingUnit,
  findArchivalCategory,
  isCategoryCode,
  topCategoryCode,
} from '@/server/domain/archive/archival-category';
import { text } from '@/server/domain/shared/ids';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/** 门类与专题 of one unit: the lists as they are, and what the unit says differently. */

export const countingUnit = z.enum(COUNTING_UNITS);

export const categorySetting = z.object({
  code: z.string(),
  name: z.string(),
  en: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  parent: z.string().nullable(),
  unit: countingUnit,
  isActive: z.boolean(),
  /** Not in the lists: the unit's own. */
  isOwn: z.boolean(),
});
export type CategorySetting = z.infer<typeof categorySetting>;

export const setCategoryInput = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => isCategoryCode(code)),
  name: text(40),
  unit: countingUnit,
  isActive: z.boolean(),
});
export type SetCategoryInput = z.infer<typeof setCategoryInput>;

/** Second levels that a kind of unit hardly ever has: off until somebody switches them on. */
const USUAL_BUSINESS: Readonly<Record<TenantKind, readonly string[]>> = {
  bureau: ['ZY·ZF', 'ZY·XK'],
  repository: BUSINESS_CATEGORIES.map((category) => category.code),
  department: ['ZY·HY', 'ZY·LQ', 'ZY·TQ', 'ZY·XF', 'ZY·XK', 'ZY·ZF', 'ZY·FP', 'ZY·YQ', 'ZY·ZC'],
  township: ['ZY·LQ', 'ZY·TQ', 'ZY·FP', 'ZY·YQ', 'ZY·XF', 'ZY·ZF', 'ZY·SF', 'ZY·DY', 'ZY·ZC', 'ZY·TX'],
  village: ['ZY·CJ', 'ZY·FP', 'ZY·YQ', 'ZY·TQ', 'ZY·LQ', 'ZY·DY', 'ZY·SF'],
  enterprise: ['ZY·TX', 'ZY·ZC', 'ZY·DY', 'ZY·YQ'],
  institution: ['ZY·ZC', 'ZY·YQ', 'ZY·DY'],
  vendor: [],
};

interface OwnCategory {
  code: string;
  name: string;
  unit: string;
  isActive: boolean;
}

/** The categories of a unit: the lists as its kind usually has them, with its own words laid over. */
export function categoriesOf(kind: TenantKind, own: readonly OwnCategory[]): CategorySetting[] {
  const said = new Map(own.map((row) => [row.code, row]));
  const usual = new Set(USUAL_BUSINESS[kind]);
  const listed = [...ARCHIVAL_CATEGORIES, ...ACCOUNTING_CATEGORIES, ...BUSINESS_CATEGORIES].map((category) => {
    const row = said.get(category.code);
    const isSecond = category.code.includes('·');
    return {
      code: category.code,
      name: row?.name ?? category.zh,
      en: category.en,
      level: isSecond ? (2 as const) : (1 as const),
      parent: isSecond ? topCategoryCode(category.code) : null,
      unit: (row?.unit ?? category.units[0] ?? '件') as CountingUnit,
      isActive: row?.isActive ?? (!category.code.startsWith('ZY·') || usual.has(category.code)),
      isOwn: false,
    };
  });
  const known = new Set(listed.map((category) => category.code));
  const extra = own
    .filter((row) => !known.has(row.code))
    .map((row) => ({
      code: row.code,
      name: row.name,
      en: row.name,
      level: 2 as const,
      parent: topCategoryCode(row.code),
      unit: row.unit as CountingUnit,
      isActive: row.isActive,
      isOwn: true,
    }));
  // First levels in the order of the standard, what belongs to each below it.
  const order = ARCHIVAL_CATEGORIES.filter((category) => category.level === 1).map(
    (category) => category.code as string,
  );
  const at = (code: string): number => order.indexOf(topCategoryCode(code));
  return [...listed, ...extra].sort(
    (left, right) => at(left.code) - at(right.code) || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0),
  );
}

/** How papers name a category: in the unit's own words, else in those of the lists; a code nobody named stands for itself. */
export const categoryNamer = (own: readonly Pick<OwnCategory, 'code' | 'name'>[]): ((code: string) => string) => {
  const said = new Map(own.map((row) => [row.code, row.name]));
  return (code) => said.get(code) ?? findArchivalCategory(code)?.zh ?? code;
};

/** ZY and HY as ZY·HY. */
export const wholeCategory = (record: { categoryCode: string; subcategoryCode: string | null }): string =>
  record.subcategoryCode ? `${record.categoryCode}·${record.subcategoryCode}` : record.categoryCode;

export const TOPIC_GROUPS = ['two_kinds', 'red', 'four_major', 'own'] as const;
export const topicGroup = z.enum(TOPIC_GROUPS);

/** 专题: marks that cut across the categories. */
export const TOPICS = [
  { code: 'YQFK', name: '疫情防控', en: 'epidemic control', group: 'two_kinds' },
  { code: 'FPGJ', name: '脱贫攻坚', en: 'poverty relief', group: 'two_kinds' },
  { code: 'HSDA', name: '红色档案', en: 'revolutionary heritage', group: 'red' },
  { code: 'ZDJC', name: '重大决策', en: 'major decision', group: 'four_major' },
  { code: 'ZDXM', name: '重大项目', en: 'major project', group: 'four_major' },
  { code: 'ZDGC', name: '重大工程', en: 'major works', group: 'four_major' },
  { code: 'ZDHD', name: '重大会议活动', en: 'major meeting or event', group: 'four_major' },
  { code: 'TFSJ', name: '突发事件', en: 'emergency', group: 'four_major' },
] as const;

export const topicCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9_]{1,20}$/);
export const topicSetting = z.object({
  code: z.string(),
  name: z.string(),
  en: z.string(),
  group: topicGroup,
  isActive: z.boolean(),
  isOwn: z.boolean(),
});
export type TopicSetting = z.infer<typeof topicSetting>;
export const setTopicInput = z.strictObject({ code: topicCode, name: text(20), isActive: z.boolean() });
export type SetTopicInput = z.infer<typeof setTopicInput>;

interface OwnTopic {
  code: string;
  name: string;
  topicGroup: string;
  isActive: boolean;
}

export function topicsOf(own: readonly OwnTopic[]): TopicSetting[] {
  const said = new Map(own.map((row) => [row.code, row]));
  const known = new Set<string>(TOPICS.map((topic) => topic.code));
  return [
    ...TOPICS.map((topic) => ({
      ...topic,
      name: said.get(topic.code)?.name ?? topic.name,
      isActive: said.get(topic.code)?.isActive ?? true,
      isOwn: false,
    })),
    ...own
      .filter((row) => !known.has(row.code))
      .map((row) => ({
        code: row.code,
        name: row.name,
        en: row.name,
        group: 'own' as const,
        isActive: row.isActive,
        isOwn: true,
      })),
  ];
}

/** Marked in one go, without a look at each first. */
export const MOST_MARKED_AT_ONCE = 200;

/** Marks several records at once. */
export const markTopicsInput = z
  .strictObject({
    itemIds: z.array(z.uuid()).min(1).max(MOST_MARKED_AT_ONCE),
    add: z.array(topicCode).max(20).default([]),
    remove: z.array(topicCode).max(20).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'NOTHING_CHANGED');
export type MarkTopicsInput = z.infer<typeof markTopicsInput>;
