import type { Filter } from '@/app/components/search-bar';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { recentYears } from '@/app/lib/one-of';

/** Fonds, category and year of a list of what is missing. A unit with one fonds has none to choose. */
export const usePlaceFilters = (fonds: readonly { id: string; number: string; name: string }[]): Filter[] => {
  const t = useText();
  const words = useCategories();
  const today = useToday();
  return [
    ...(fonds.length > 1
      ? [
          {
            name: 'fonds',
            label: t('project.fonds'),
            options: fonds.map((one) => ({ value: one.id, label: `${one.number} ${one.name}` })),
          },
        ]
      : []),
    { name: 'category', label: t('project.category'), options: categoryOptions(words) },
    {
      name: 'year',
      label: t('project.year'),
      options: recentYears(today, 30).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
};
