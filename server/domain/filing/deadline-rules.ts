import { z } from 'zod';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import { text, uuid } from '@/server/domain/shared/ids';

/**
 * 归档时限. `yearsAfter`, `month`, `day`: the last day for material of a filing year. Where the material is due when
 * something ends, the last day is that of a thing that ends on 31 December.
 */
export const DEADLINE_RULES = [
  {
    code: 'DOC',
    zh: '文书材料',
    en: 'administrative documents',
    categories: ['WS', 'YJ', 'WY', 'MT'],
    yearsAfter: 1,
    month: 6,
    day: 30,
    basis: '次年6月30日前',
  },
  {
    code: 'OA',
    zh: '办公系统公文',
    en: 'documents of the office system',
    categories: [],
    yearsAfter: 0,
    month: 12,
    day: 31,
    basis: '随办随归（办结即在线归档）',
  },
  {
    code: 'ACC',
    zh: '会计资料',
    en: 'accounting records',
    categories: ['KU'],
    yearsAfter: 1,
    month: 12,
    day: 31,
    basis: '年度终了后由财务部门临时保管1年再移交（最长不超过3年）',
  },
  {
    code: 'SCI',
    zh: '科技、项目材料',
    en: 'project records',
    categories: ['KJ'],
    yearsAfter: 1,
    month: 1,
    day: 31,
    basis: '活动或项目阶段结束后1个月内',
  },
  {
    code: 'AV',
    zh: '声像材料',
    en: 'photographs, sound, video',
    categories: ['ZP', 'LY', 'LX'],
    yearsAfter: 0,
    month: 12,
    day: 31,
    basis: '活动结束后随时归档',
  },
  {
    code: 'OBJ',
    zh: '实物',
    en: 'objects',
    categories: ['SW'],
    yearsAfter: 0,
    month: 12,
    day: 31,
    basis: '形成后随时归档',
  },
  {
    code: 'MARRIAGE',
    zh: '婚姻登记材料',
    en: 'marriage registration',
    categories: ['ZY·HY'],
    yearsAfter: 1,
    month: 3,
    day: 31,
    basis: '次年3月31日前',
  },
] as const;

export const DEADLINE_CODES = DEADLINE_RULES.map((rule) => rule.code);
export const deadlineCode = z.enum(['DOC', 'OA', 'ACC', 'SCI', 'AV', 'OBJ', 'MARRIAGE']);
export type DeadlineCode = z.infer<typeof deadlineCode>;

/** The unit's own version of a rule, from a filing year on. */
export interface OwnDeadline {
  code: string;
  yearFrom: number;
  yearsAfter: number;
  month: number;
  day: number;
}

/** The rule that is usual for a category: its own, that of its first level, or that of documents. */
export const deadlineFor = (category: string): DeadlineCode => {
  const has = (code: string) => DEADLINE_RULES.find((rule) => (rule.categories as readonly string[]).includes(code));
  return (has(category) ?? has(topCategoryCode(category)))?.code ?? 'DOC';
};

/** Last day, 'YYYY-MM-DD': by the unit's youngest version that has begun in the filing year, else by the general rule. */
export const dueOn = (code: DeadlineCode, filingYear: number, own: readonly OwnDeadline[] = []): string => {
  const mine = own
    .filter((rule) => rule.code === code && rule.yearFrom <= filingYear)
    .sort((left, right) => right.yearFrom - left.yearFrom)[0];
  const rule = mine ?? DEADLINE_RULES.find((candidate) => candidate.code === code) ?? DEADLINE_RULES[0];
  const year = filingYear + rule.yearsAfter;
  const lastOfMonth = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(rule.month)}-${two(Math.min(rule.day, lastOfMonth))}`;
};

export const setDeadlineInput = z.strictObject({
  code: deadlineCode,
  yearFrom: z.number().int().min(1900).max(2999),
  yearsAfter: z.number().int().min(0).max(3),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  basis: text(200),
});
export type SetDeadlineInput = z.infer<typeof setDeadlineInput>;

/** One version of one rule; `yearFrom` null is the general rule. */
export const deadlineView = z.object({
  id: uuid.nullable(),
  code: deadlineCode,
  yearFrom: z.number().int().nullable(),
  yearsAfter: z.number().int(),
  month: z.number().int(),
  day: z.number().int(),
  basis: z.string(),
});
export type DeadlineView = z.infer<typeof deadlineView>;
