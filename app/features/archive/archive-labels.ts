import type { Locale, Translate } from '@/app/i18n/messages';
import { findArchivalCategory } from '@/server/domain/archive/archival-category';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { type CategorySetting, categoriesOf } from '@/server/domain/fonds/category-settings';

/* Official code lists bring their names in both languages; the catalogues hold the words of our own. */
const inLocale = (entry: { zh: string; en: string }, locale: Locale): string => (locale === 'en' ? entry.en : entry.zh);

/**
 * 门类 of a workspace as its screens name them: the lists as its kind of unit has them, with its own second levels and
 * its own words laid over.
 */
export interface Categories {
  locale: Locale;
  list: readonly CategorySetting[];
}

export const categoriesIn = (locale: Locale, list: readonly CategorySetting[]): Categories => ({ locale, list });

/** The lists as they stand: what is said about the records of many units. */
export const listedCategories = (locale: Locale): Categories => categoriesIn(locale, LISTED);
const LISTED = categoriesOf('repository', []);

/** The unit's own word goes before the translation of the list's. */
const wordOf = ({ code, name, en }: CategorySetting, locale: Locale): string =>
  locale === 'en' && name === findArchivalCategory(code)?.zh ? en : name;

/** 文书档案 for WS; a code that nobody knows stands for itself. */
export const categoryName = (code: string, { locale, list }: Categories): string => {
  const category = list.find((one) => one.code === code);
  return category ? wordOf(category, locale) : code;
};

export const retentionName = (code: string, locale: Locale): string => {
  const retention = RETENTION_CODES.find((entry) => entry.code === code);
  return retention ? inLocale(retention, locale) : code;
};

/** Y 永久 */
export const withCode = (code: string, name: string): string => (name === code ? code : `${code} ${name}`);

/** What may be chosen: the first levels in use, each with its second levels below it, and what was chosen before. */
export const categoryOptions = ({ locale, list }: Categories, chosen?: string): { value: string; label: string }[] =>
  list
    .filter((category) => category.isActive || category.code === chosen)
    .map((category) => ({
      value: category.code,
      label: `${category.level === 2 ? '\u3000' : ''}${withCode(category.code, wordOf(category, locale))}`,
    }));

/** Of the first levels only: numbering, grants and the shelves of a scheme know no others. */
export const topCategoryOptions = ({ locale, list }: Categories): { value: string; label: string }[] =>
  categoryOptions({ locale, list: list.filter((category) => category.level === 1) });

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
  'volume',
  'inside',
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
