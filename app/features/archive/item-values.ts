import type { ItemChanges, ItemView } from '@/server/domain/archive/archive-record';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { splitTopics } from '@/server/domain/archive/grid-row';
import { asDate8 } from '@/server/domain/shared/dates';

/** A record as a form or a row of the grid holds it: texts by field, those of the category as `details.<code>`. */
export type ItemValues = Record<string, string>;

/** 专题 by name, as people read them. */
export const topicNames = (
  codes: readonly string[],
  topics: readonly { code: string; name: string; en: string }[],
  locale: string,
): string =>
  codes
    .map((code) => {
      const topic = topics.find((one) => one.code === code);
      return topic ? (locale === 'en' ? topic.en : topic.name) : code;
    })
    .join('、');

const PLAIN = [
  'title',
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'frameCount',
  'openFlag',
  'boxNumber',
  'remarks',
] as const;

export const categoryOf = (item: Pick<ItemView, 'categoryCode' | 'subcategoryCode'>): string =>
  item.subcategoryCode ? `${item.categoryCode}·${item.subcategoryCode}` : item.categoryCode;

/** Fields of the category, and those that the record has beside them. */
export const detailCodes = (item: ItemView): string[] => [
  ...new Set([...categoryFields(categoryOf(item)).map((field) => field.code), ...Object.keys(item.details)]),
];

/** A field of the category as it is read: a choice by its name. */
export const detailText = (item: ItemView, code: string, locale: string): string => {
  const value = item.details[code] ?? '';
  const field = categoryFields(categoryOf(item)).find((one) => one.code === code);
  const choice = field?.choices?.find((one) => one.code === value);
  return choice ? (locale === 'en' ? choice.en : choice.zh) : value;
};

export const valuesOf = (item: ItemView): ItemValues => ({
  ...Object.fromEntries(PLAIN.map((field) => [field, String(item[field] ?? '')])),
  topics: item.topics.join('、'),
  ...Object.fromEntries(detailCodes(item).map((code) => [`details.${code}`, item.details[code] ?? ''])),
});

const COUNTS: ReadonlySet<string> = new Set(['pageCount', 'frameCount']);
const DATES: ReadonlySet<string> = new Set(['documentDate', 'startDate', 'endDate']);
const NEVER_EMPTY: ReadonlySet<string> = new Set(['title', 'openFlag']);

const changeOf = (field: string, typed: string): unknown => {
  if (field === 'topics') return splitTopics(typed);
  if (typed === '' && !NEVER_EMPTY.has(field)) return null;
  if (DATES.has(field)) return asDate8(typed);
  return COUNTS.has(field) ? Number(typed.normalize('NFKC')) : typed;
};

/** What a correction would say: only the fields that differ, so that nobody else's change is written over. */
export const changesBetween = (before: ItemValues, after: ItemValues): ItemChanges => {
  const changes: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const [field, typed] of Object.entries(after)) {
    const now = (typed ?? '').trim();
    if (field === 'reason' || now === (before[field] ?? '').trim()) {
      continue;
    }
    if (field.startsWith('details.')) details[field.slice('details.'.length)] = now;
    else changes[field] = changeOf(field, now);
  }
  return (Object.keys(details).length > 0 ? { ...changes, details } : changes) as ItemChanges;
};
