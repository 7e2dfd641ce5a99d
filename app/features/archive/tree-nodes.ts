import type { Translate } from '@/app/i18n/messages';
import type { TreeLeafView, TreeView } from '@/server/domain/archive/archive-list';
import type { Categories } from './archive-labels';
import { categoryName, retentionName, withCode } from './archive-labels';
import { TREE_PARAMS } from './archive-params';

export interface TreeNode {
  key: string;
  label: string;
  count: number;
  /** What the address says when the node is chosen; null takes a parameter away. */
  params: Record<string, string | null>;
  children: TreeNode[];
}

interface Level {
  param: (typeof TREE_PARAMS)[number];
  valueOf: (leaf: TreeLeafView) => string;
  labelOf: (value: string) => string;
  /** What stands where the tree is told less deep. */
  untold?: string;
  /** What has no value here stands one level higher: a category that is not parted goes on with its years. */
  isOptional?: boolean;
}

const clearFrom = (level: number): Record<string, null> =>
  Object.fromEntries(TREE_PARAMS.slice(level).map((param) => [param, null]));

const nest = (
  leaves: readonly TreeLeafView[],
  levels: readonly Level[],
  above: TreeNode['params'],
  key: string,
): TreeNode[] => {
  const [level, ...rest] = levels;
  if (!level) {
    return [];
  }
  const groups = new Map<string, TreeLeafView[]>();
  for (const leaf of leaves) {
    const value = level.valueOf(leaf);
    // Told less deep, a leaf ends here; without an organisation it is a leaf of its own.
    if (value === level.untold) {
      continue;
    }
    const group = groups.get(value);
    if (group) {
      group.push(leaf);
    } else {
      groups.set(value, [leaf]);
    }
  }
  return [...groups].flatMap(([value, group]) => {
    if (level.isOptional && value === '') return nest(group, rest, above, key);
    const params = { ...above, [level.param]: value === '' ? null : value };
    const ownKey = `${key}/${value}`;
    return [
      {
        key: ownKey,
        label: level.labelOf(value),
        count: group.reduce((sum, leaf) => sum + leaf.itemCount, 0),
        params: { ...params, ...clearFrom(TREE_PARAMS.indexOf(level.param) + 1) },
        children: nest(group, rest, params, ownKey),
      },
    ];
  });
};

const levelsOf = (t: Translate, categories: Categories): Level[] => [
  {
    param: 'category',
    valueOf: (leaf) => leaf.categoryCode,
    labelOf: (code) => withCode(code, categoryName(code, categories)),
    untold: '',
  },
  {
    param: 'category',
    valueOf: (leaf) => (leaf.subcategoryCode === '' ? '' : `${leaf.categoryCode}·${leaf.subcategoryCode}`),
    labelOf: (code) => withCode(code, categoryName(code, categories)),
    isOptional: true,
  },
  {
    param: 'year',
    valueOf: (leaf) => String(leaf.filingYear),
    labelOf: (year) => t('archive.treeYear', { year }),
    untold: '0',
  },
  {
    param: 'retention',
    valueOf: (leaf) => leaf.retentionCode,
    labelOf: (code) => withCode(code, retentionName(code, categories.locale)),
    untold: '',
  },
  { param: 'org', valueOf: (leaf) => leaf.orgCode, labelOf: (code) => code || t('archive.treeNoOrg') },
];

/** 全宗 → 门类 → 年度 → 保管期限 → 机构. A leaf without an organisation is no level of its own. */
export const treeNodesOf = (tree: TreeView, t: Translate, categories: Categories): TreeNode[] =>
  tree.fonds.map((fonds) => {
    const own = tree.leaves.filter((leaf) => leaf.fondsId === fonds.id);
    // With one fonds there is nothing to say about it: links from elsewhere do not name it either.
    const params: TreeNode['params'] = tree.fonds.length === 1 ? {} : { fonds: fonds.id };
    const children = nest(own, levelsOf(t, categories), params, fonds.id);
    return {
      key: fonds.id,
      label: `${fonds.number} ${fonds.name}`,
      count: fonds.itemCount,
      params: { ...params, ...clearFrom(1) },
      children,
    };
  });

/** Only nodes whose words hold the text, with what is above and below them. */
export const filterNodes = (nodes: readonly TreeNode[], text: string): TreeNode[] => {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return [...nodes];
  }
  return nodes.flatMap((node) => {
    if (node.label.toLowerCase().includes(wanted)) {
      return [node];
    }
    const children = filterNodes(node.children, wanted);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
};

/** Whether the address is at this node or below it. */
export const isOnPath = (node: TreeNode, params: URLSearchParams): boolean =>
  Object.entries(node.params).every(([name, value]) => {
    const said = params.get(name);
    // ZY·HY lies below ZY.
    return value === null || said === value || (name === 'category' && said?.startsWith(`${value}·`) === true);
  });

export const isChosen = (node: TreeNode, params: URLSearchParams): boolean =>
  Object.entries(node.params).every(([name, value]) => (params.get(name) || null) === value);

/** The words of the chosen path, from the fonds down, for the title of the list. */
export const chosenPath = (nodes: readonly TreeNode[], params: URLSearchParams): string[] => {
  const node = nodes.find((candidate) => isOnPath(candidate, params));
  return node ? [node.label, ...(isChosen(node, params) ? [] : chosenPath(node.children, params))] : [];
};
