import { labelOf } from '@/app/i18n/label-of';
import type { Locale, Translate } from '@/app/i18n/messages';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { FacetCode } from '@/server/domain/archive/archive-search';
import { CATEGORY_FIELDS } from '@/server/domain/archive/category-fields';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { SEARCH_FIELDS } from '@/server/domain/archive/search-fields';
import type { TopicSetting } from '@/server/domain/fonds/category-settings';
import type { Categories } from './archive-labels';
import { categoryName, categoryOptions, retentionName } from './archive-labels';

const inLocale = (entry: { zh: string; en: string }, locale: Locale): string => (locale === 'en' ? entry.en : entry.zh);

/** A value of a facet in words. */
export const facetLabel = (facet: FacetCode, value: string, t: Translate, categories: Categories): string => {
  switch (facet) {
    case 'carrier':
      return labelOf(t, 'search', `carrier_${value}`);
    case 'category':
    case 'subcategory':
      return categoryName(value, categories);
    case 'year':
      return t('archive.treeYear', { year: value });
    case 'retention':
      return retentionName(value, categories.locale);
    case 'org':
      return value === '' ? t('search.noOrg') : value;
    case 'open': {
      const flag = OPEN_FLAGS.find((entry) => entry.code === value);
      return flag ? inLocale(flag, categories.locale) : value;
    }
    case 'box':
      return t(value === 'true' ? 'search.boxed' : 'search.unboxed');
    default:
      return value;
  }
};

/** Every field that can be asked, the categories' own last. */
export const fieldOptions = (locale: Locale): { value: string; label: string }[] => [
  ...SEARCH_FIELDS.map((field) => ({ value: field.code, label: inLocale(field, locale) })),
  ...[...CATEGORY_FIELDS].map(([code, field]) => ({ value: `details.${code}`, label: inLocale(field, locale) })),
];

/** What may stand in a choice; undefined where it is typed. */
export const valueOptions = (
  field: string,
  t: Translate,
  categories: Categories,
  topics: readonly TopicSetting[],
): { value: string; label: string }[] | undefined => {
  switch (field) {
    case 'level':
      return (['piece', 'volume', 'group'] as const).map((value) => ({ value, label: t(`search.level_${value}`) }));
    case 'codeState':
      return [
        { value: 'provisional', label: t('fonds.provisional') },
        { value: 'locked', label: t('search.codeLocked') },
      ];
    case 'topic':
      return topics.map((topic) => ({ value: topic.code, label: categories.locale === 'en' ? topic.en : topic.name }));
    case 'categoryCode':
      return categoryOptions(categories);
    case 'retentionCode':
      // 长期 and 短期 too: old catalogues are full of them.
      return RETENTION_CODES.map((entry) => ({
        value: entry.code,
        label: retentionName(entry.code, categories.locale),
      }));
    case 'openFlag':
      return OPEN_FLAGS.map((flag) => ({ value: flag.code, label: inLocale(flag, categories.locale) }));
    case 'isBoxed':
      return [
        { value: 'true', label: t('search.boxed') },
        { value: 'false', label: t('search.unboxed') },
      ];
    default:
      return undefined;
  }
};
