import { useMemo } from 'react';
import { useLocale } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import { categoriesOf } from '@/server/domain/fonds/category-settings';
import { type Categories, categoriesIn, listedCategories } from './archive-labels';

/** 门类 of this workspace, its own among them, for every choice and every name on its screens. */
export const useCategories = (): Categories => {
  const locale = useLocale();
  const { tenant, ownCategories } = useWorkspace();
  return useMemo(
    () => categoriesIn(locale, categoriesOf(tenant.kind, ownCategories)),
    [locale, tenant.kind, ownCategories],
  );
};

/** 门类 of the lists, where records of other units are shown: their own words are not known here. */
export const useListedCategories = (): Categories => {
  const locale = useLocale();
  return useMemo(() => listedCategories(locale), [locale]);
};
