import type { Filter } from '@/app/components/search-bar';
import type { Translate } from '@/app/i18n/messages';
import { recentYears } from '@/app/lib/one-of';
import type { Categories } from './archive-labels';
import { categoryOptions, retentionOptions } from './archive-labels';

/** The choices over other units' records: their own trees are not known here. */
export const grantedFilters = (t: Translate, categories: Categories, today: string): Filter[] => [
  { name: 'category', label: t('archive.filterCategory'), options: categoryOptions(categories) },
  {
    name: 'year',
    label: t('archive.filterYear'),
    options: recentYears(today, 15).map((year) => ({
      value: String(year),
      label: t('archive.treeYear', { year: String(year) }),
    })),
  },
  { name: 'retention', label: t('archive.filterRetention'), options: retentionOptions(categories.locale) },
];
