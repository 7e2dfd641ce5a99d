import { z } from 'zod';

/** 高级检索: what can be asked of a record, and how. */

export type SearchFieldKind = 'text' | 'code' | 'number' | 'date' | 'choice' | 'topic' | 'box' | 'label';

export interface SearchField {
  code: string;
  zh: string;
  en: string;
  kind: SearchFieldKind;
}

export const SEARCH_FIELDS = [
  { code: 'any', zh: '任意字段', en: 'Any field', kind: 'text' },
  { code: 'title', zh: '题名', en: 'Title', kind: 'text' },
  { code: 'initials', zh: '题名拼音首字母', en: 'Pinyin initials of the title', kind: 'text' },
  { code: 'documentNumber', zh: '文号', en: 'Document number', kind: 'text' },
  { code: 'responsibleParty', zh: '责任者', en: 'Responsible party', kind: 'text' },
  { code: 'persons', zh: '人员', en: 'People', kind: 'text' },
  { code: 'remarks', zh: '备注', en: 'Remarks', kind: 'text' },
  { code: 'referenceCode', zh: '档号（含旧档号）', en: 'Reference code (old ones too)', kind: 'code' },
  { code: 'documentDate', zh: '日期', en: 'Date', kind: 'date' },
  { code: 'archivedOn', zh: '归档日期', en: 'Filed on', kind: 'date' },
  { code: 'expiresOn', zh: '保管期满日', en: 'Retention ends', kind: 'date' },
  { code: 'filingYear', zh: '年度', en: 'Filing year', kind: 'number' },
  { code: 'pageCount', zh: '页数', en: 'Pages', kind: 'number' },
  { code: 'frameCount', zh: '画幅', en: 'Frames', kind: 'number' },
  { code: 'itemNumber', zh: '件号', en: 'Item number', kind: 'number' },
  { code: 'categoryCode', zh: '门类', en: 'Category', kind: 'choice' },
  { code: 'retentionCode', zh: '保管期限', en: 'Retention', kind: 'choice' },
  { code: 'orgCode', zh: '机构（问题）', en: 'Organisation', kind: 'choice' },
  { code: 'openFlag', zh: '开放标识', en: 'Opening mark', kind: 'choice' },
  { code: 'level', zh: '层级', en: 'Level', kind: 'choice' },
  { code: 'topic', zh: '专题', en: 'Topic', kind: 'topic' },
  { code: 'isBoxed', zh: '是否装盒', en: 'Boxed', kind: 'box' },
  { code: 'boxNumber', zh: '盒号', en: 'Box number', kind: 'label' },
  { code: 'catalogueNumber', zh: '目录号', en: 'Catalogue number', kind: 'label' },
  { code: 'subcategoryCode', zh: '二级类别代码', en: 'Second level code', kind: 'label' },
  { code: 'startDate', zh: '起始日期', en: 'From (volume)', kind: 'date' },
  { code: 'endDate', zh: '终止日期', en: 'To (volume)', kind: 'date' },
  { code: 'codeState', zh: '档号状态', en: 'State of the code', kind: 'choice' },
  { code: 'fileNumber', zh: '案卷号（组号）', en: 'Volume number', kind: 'label' },
] as const satisfies readonly SearchField[];
export type SearchFieldCode = (typeof SEARCH_FIELDS)[number]['code'];

export const SEARCH_OPERATORS = ['contains', 'equals', 'starts', 'from', 'to', 'between', 'isEmpty'] as const;
export type SearchOperator = (typeof SEARCH_OPERATORS)[number];

/** Which questions a kind of field answers, the usual one first. */
export const OPERATORS_OF: Readonly<Record<SearchFieldKind, readonly SearchOperator[]>> = {
  text: ['contains', 'equals', 'starts', 'isEmpty'],
  code: ['starts', 'equals', 'contains'],
  number: ['equals', 'from', 'to', 'between', 'isEmpty'],
  date: ['between', 'from', 'to', 'equals', 'isEmpty'],
  choice: ['equals', 'isEmpty'],
  topic: ['equals', 'isEmpty'],
  box: ['equals'],
  label: ['equals', 'starts', 'contains', 'isEmpty'],
};

/** Fields of a category are asked under `details.<code>`. */
const DETAIL = /^details\.[a-zA-Z][a-zA-Z0-9]{0,39}$/;

/** The kind of a field; undefined when there is no such field. */
export function searchFieldKind(code: string): SearchFieldKind | undefined {
  if (DETAIL.test(code)) return 'text';
  return SEARCH_FIELDS.find((field) => field.code === code)?.kind;
}

const value = z.string().trim().max(100);

export const searchCondition = z
  .strictObject({
    field: z.string().max(60),
    operator: z.enum(SEARCH_OPERATORS),
    value: value.default(''),
    /** The end of a range. */
    upTo: value.optional(),
    isNot: z.boolean().default(false),
  })
  .refine((condition) => {
    const kind = searchFieldKind(condition.field);
    return kind !== undefined && OPERATORS_OF[kind].includes(condition.operator);
  }, 'FIELD_OR_OPERATOR');
export type SearchCondition = z.infer<typeof searchCondition>;

const join = z.enum(['and', 'or']);
const MOST_CONDITIONS = 12;
/** One level of groups: conditions, and groups of conditions, joined by and / or. */
export const searchBuilder = z.strictObject({
  join: join.default('and'),
  conditions: z.array(searchCondition).max(MOST_CONDITIONS).default([]),
  groups: z
    .array(
      z.strictObject({ join: join.default('or'), conditions: z.array(searchCondition).min(1).max(MOST_CONDITIONS) }),
    )
    .max(4)
    .default([]),
});
export type SearchBuilder = z.infer<typeof searchBuilder>;
