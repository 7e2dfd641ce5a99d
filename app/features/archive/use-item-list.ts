import { useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { describeFilters, type Filter } from '@/app/components/search-bar';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { TreeView } from '@/server/domain/archive/archive-list';
import type { TopicSetting } from '@/server/domain/fonds/category-settings';
import type { Categories } from './archive-labels';
import { categoryName, retentionName, withCode } from './archive-labels';
import { TREE_PARAMS } from './archive-params';
import { facetLabel } from './search-labels';
import { NO_ORG } from './search-params';
import { chosenPath, treeNodesOf } from './tree-nodes';
import { useCategories } from './use-categories';

const choices = (values: Iterable<string>, labelOf: (value: string) => string) =>
  [...new Set(values)].map((value) => ({ value, label: labelOf(value) }));

const filtersOf = (tree: TreeView, topics: readonly TopicSetting[], t: Translate, locale: Locale): Filter[] => [
  {
    name: 'year',
    label: t('archive.filterYear'),
    options: choices(
      tree.leaves
        .map((leaf) => String(leaf.filingYear))
        .sort()
        .reverse(),
      (year) => t('archive.treeYear', { year }),
    ),
  },
  {
    name: 'retention',
    label: t('archive.filterRetention'),
    options: choices(
      tree.leaves.map((leaf) => leaf.retentionCode),
      (code) => withCode(code, retentionName(code, locale)),
    ),
  },
  ...(topics.length > 0
    ? [
        {
          name: 'topic',
          label: t('fonds.topic'),
          options: topics.map((topic) => ({ value: topic.code, label: locale === 'en' ? topic.en : topic.name })),
        },
      ]
    : []),
];

/** What a person narrowed the list to besides the two choices of the bar: it stands in the tree. */
const describeTree = (params: URLSearchParams, t: Translate, categories: Categories): string[] => {
  const [category, org, open, box] = ['category', 'org', 'open', 'box'].map((name) => params.get(name));
  return [
    category ? `${t('archive.filterCategory')} ${categoryName(category, categories)}` : '',
    org ? `${t('archive.filterOrg')} ${org === NO_ORG ? t('search.noOrg') : org}` : '',
    open ? `${t('search.facet_open')} ${facetLabel('open', open, t, categories)}` : '',
    box ? facetLabel('box', box, t, categories) : '',
  ].filter(Boolean);
};

const NO_TOPICS: readonly TopicSetting[] = [];

/** The words and choices around the list: tree, title, filters, what an empty list was narrowed to. */
export const useItemList = (tree: TreeView, topics: readonly TopicSetting[] = NO_TOPICS) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const [params] = useSearchParams();
  const nodes = useMemo(() => treeNodesOf(tree, t, categories), [tree, t, categories]);
  const filters = useMemo(() => filtersOf(tree, topics, t, locale), [tree, topics, t, locale]);
  const path = chosenPath(nodes, params).slice(1);
  const keep = [...TREE_PARAMS.filter((name) => name !== 'year' && name !== 'retention'), 'open', 'box'];
  return {
    nodes,
    filters,
    keep,
    title: path.join(' · ') || t('archive.title'),
    described: [...describeFilters(params, filters), ...describeTree(params, t, categories)],
  };
};
