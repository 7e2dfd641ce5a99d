import { useSearchParams } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { facetLabel, fieldOptions } from './search-labels';
import { builderOfParams, FACET_PARAMS } from './search-params';
import { useCategories } from './use-categories';

const FACETS = ['carrier', 'category', 'year', 'retention', 'org', 'topic', 'open', 'box'] as const;

/** The search of the address in words, as the history lists it; empty when nothing is asked. */
export const useSearchWords = (): string => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const [params] = useSearchParams();
  const q = params.get('q')?.trim();
  const builder = builderOfParams(params);
  const names = new Map(fieldOptions(locale).map((option) => [option.value, option.label]));
  const conditions = [
    ...(builder?.conditions ?? []),
    ...(builder?.groups.flatMap((group) => group.conditions) ?? []),
  ].map((condition) =>
    [
      condition.isNot ? t('search.isNot') : '',
      names.get(condition.field) ?? condition.field,
      t(`search.op_${condition.operator}`),
      [condition.value, condition.upTo].filter(Boolean).join('—'),
    ]
      .filter(Boolean)
      .join(' '),
  );
  const choices = FACETS.flatMap((facet) => {
    const value = params.get(FACET_PARAMS[facet]);
    return value ? [facetLabel(facet, value, t, categories)] : [];
  });
  return [q ? `“${q}”` : '', ...conditions, ...choices].filter(Boolean).join(t('common.list'));
};
