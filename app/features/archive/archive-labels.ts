import type { Locale, Translate } from '@/app/i18n/messages';
import {
  ARCHIVAL_CATEGORIES,
  BUSINESS_CATEGORIES,
  findArchivalCategory,
  topCategoryCode,
} from '@/server/domain/archive/archival-category';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import { RETENTION_CODES } from '@/server/domain/archive/retention';

/* Official code lists bring their names in both languages; the catalogues hold the words of our own. */
const inLocale = (entry: { zh: string; en: string }, locale: Locale): string => (locale === 'en' ? entry.en : entry.zh);

/** 文书档案 for WS; a code that nobody knows stands for itself. */
export const categoryName = (code: string, locale: Locale): string => {
  const category = findArchivalCategory(code);
  return category ? inLocale(category, locale) : code;
};

export const retentionName = (code: string, locale: Locale): string => {
  const retention = RETENTION_CODES.find((entry) => entry.code === code);
  return retention ? inLocale(retention, locale) : code;
};

/** Y 永久 */
export const withCode = (code: string, name: string): string => (name === code ? code : `${code} ${name}`);

const SECOND_LEVELS = [...ARCHIVAL_CATEGORIES, ...BUSINESS_CATEGORIES].filter((category) =>
  category.code.includes('·'),
);

/** The first levels; with `withSecond` what belongs to each stands below it. */
export const categoryOptions = (locale: Locale, withSecond = false): { value: string; label: string }[] =>
  ARCHIVAL_CATEGORIES.filter((category) => category.level === 1).flatMap((category) => [
    { value: category.code, label: withCode(category.code, inLocale(category, locale)) },
    ...(withSecond ? SECOND_LEVELS.filter((second) => topCategoryCode(second.code) === category.code) : []).map(
      (second) => ({ value: second.code, label: `\u3000${withCode(second.code, inLocale(second, locale))}` }),
    ),
  ]);

export const retentionOptions = (locale: Locale): { value: string; label: string }[] =>
  RETENTION_CODES.filter((entry) => !entry.isLegacy).map((entry) => ({
    value: entry.code,
    label: withCode(entry.code, inLocale(entry, locale)),
  }));

export const templateOf = (code: string): { name: string; example: string } => {
  const template = CODE_TEMPLATES.find((candidate) => candidate.code === code);
  return template ? { name: template.zh, example: template.example } : { name: code, example: '' };
};

const FIELDS = [
  'referenceCode',
  'fondsNumber',
  'categoryCode',
  'filingYear',
  'retentionCode',
  'orgCode',
  'itemNumber',
  'catalogueNumber',
  'fileNumber',
  'pageNumber',
  'groupNumber',
  'projectNumber',
  'serialNumber',
  'title',
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'openFlag',
  'securityClassification',
  'boxNumber',
  'remarks',
  'frameCount',
  'topics',
  'place',
  'state',
  'expiresOn',
  'situation',
  'arranger',
  'arrangedOn',
  'checker',
  'checkedOn',
] as const;
export type ArchiveField = (typeof FIELDS)[number];

const isField = (name: string): name is ArchiveField => (FIELDS as readonly string[]).includes(name);

/** The label of a field, or of a column that is mapped to none. */
export const fieldLabel = (name: string, t: Translate): string => {
  const column = /^column:(\d+)$/.exec(name)?.[1];
  if (column !== undefined) {
    return t('catalogueImport.unmappedColumn', { n: Number(column) + 1 });
  }
  return isField(name) ? t(`archive.field_${name}`) : name;
};

/** The label of a column of the grid, fields of the category among them. */
export const columnLabel = (column: string, category: string, t: Translate, locale: Locale): string => {
  const field = categoryFields(category).find((one) => `details.${one.code}` === column);
  return field ? inLocale(field, locale) : fieldLabel(column, t);
};
