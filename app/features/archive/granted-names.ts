import { useMemo } from 'react';
import type { Column } from '@/app/components/data-table';
import type { Locale } from '@/app/i18n/messages';
import { useLocale } from '@/app/i18n/use-text';
import type { GrantedRowView, UnitNamesView } from '@/server/domain/archive/granted-archive';
import { categoriesOf, type TopicSetting, topicsOf } from '@/server/domain/fonds/category-settings';
import { type Categories, categoriesIn, categoryName, listedCategories } from './archive-labels';
import { categoryOf } from './item-values';

/** 门类 of the lists with a unit's own words laid over, as it has them on its own screens. */
export const categoriesNamed = (locale: Locale, { categories }: Pick<UnitNamesView, 'categories'>): Categories => {
  const own = Object.entries(categories).map(([code, name]) => ({ code, name, unit: '件', isActive: true }));
  return own.length > 0 ? categoriesIn(locale, categoriesOf('repository', own)) : listedCategories(locale);
};

/** 专题 in the same way. */
export const topicsNamed = ({ topics }: Pick<UnitNamesView, 'topics'>): readonly TopicSetting[] =>
  topicsOf(Object.entries(topics).map(([code, name]) => ({ code, name, topicGroup: 'own', isActive: true })));

/** Whose words name a record: those of the unit that keeps it. */
export const useUnitCategories = (names: readonly UnitNamesView[]): ((unitSlug: string) => Categories) => {
  const locale = useLocale();
  return useMemo(() => {
    const byUnit = new Map(names.map((unit) => [unit.unitSlug, categoriesNamed(locale, unit)]));
    const listed = listedCategories(locale);
    return (unitSlug) => byUnit.get(unitSlug) ?? listed;
  }, [locale, names]);
};

type Granted = Pick<GrantedRowView, 'unitSlug' | 'categoryCode' | 'subcategoryCode'>;

/** The columns with each unit's own words for the category; shown from the start, for codes do not say it to strangers. */
export const withUnitCategories = <Row extends Granted>(
  columns: readonly Column<Row>[],
  categoriesFor: (unitSlug: string) => Categories,
): Column<Row>[] =>
  columns.map((column) =>
    column.key === 'category'
      ? {
          ...column,
          render: (row) => categoryName(categoryOf(row), categoriesFor(row.unitSlug)),
          hiddenAtFirst: false,
          truncate: true,
          width: '144px',
        }
      : column,
  );
