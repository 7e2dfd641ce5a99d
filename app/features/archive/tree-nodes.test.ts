import { expect, it } from 'vitest';
import { translator } from '@/app/i18n/translate';
import { zhCN } from '@/app/i18n/zh-CN/index';
import type { TreeView } from '@/server/domain/archive/archive-list';
import { categoriesOf } from '@/server/domain/fonds/category-settings';
import { categoriesIn, listedCategories } from './archive-labels';
import { chosenPath, filterNodes, isChosen, treeNodesOf } from './tree-nodes';

const t = translator(zhCN);
const leaf = (fondsId: string, categoryCode: string, filingYear: number, orgCode: string, itemCount: number) => ({
  fondsId,
  categoryCode,
  subcategoryCode: '',
  filingYear,
  retentionCode: 'Y',
  orgCode,
  itemCount,
});
const fonds = (id: string, number: string) => ({ id, number, name: '柳溪镇人民政府', isOfficial: true, itemCount: 6 });
const tree: TreeView = {
  isWhole: true,
  fonds: [fonds('a', 'C012')],
  leaves: [leaf('a', 'WS', 2023, 'DZB', 3), leaf('a', 'WS', 2023, '', 1), leaf('a', 'KU', 2022, '', 2)],
};

it('sums counts upwards and finds the place that an address names, with or without its fonds', () => {
  const [root] = treeNodesOf(tree, t, listedCategories('zh-CN'));
  expect(root?.children.map((node) => [node.label, node.count])).toEqual([
    ['WS 文书档案', 4],
    ['KU 会计档案', 2],
  ]);
  for (const address of [
    'category=WS&year=2023&retention=Y&org=DZB',
    'fonds=a&category=WS&year=2023&retention=Y&org=DZB',
  ]) {
    expect(chosenPath(root ? [root] : [], new URLSearchParams(address)).slice(1)).toEqual([
      'WS 文书档案',
      '2023 年度',
      'Y 永久',
      'DZB',
    ]);
  }
  expect(root && isChosen(root, new URLSearchParams(''))).toBe(true);
  expect(root && isChosen(root, new URLSearchParams('category=WS'))).toBe(false);
});

it('tells two fonds apart, and keeps only what a filter names with what is above and below it', () => {
  const two = {
    ...tree,
    fonds: [fonds('a', 'C012'), fonds('b', 'C013')],
    leaves: [...tree.leaves, leaf('b', 'WS', 2020, 'NYB', 1)],
  };
  const nodes = treeNodesOf(two, t, listedCategories('zh-CN'));
  expect(chosenPath(nodes, new URLSearchParams('fonds=b&category=WS'))).toEqual(['C013 柳溪镇人民政府', 'WS 文书档案']);
  const filtered = filterNodes(nodes, 'nyb');
  expect(filtered.map((node) => node.key)).toEqual(['b']);
  expect(filtered[0]?.children[0]?.children[0]?.label).toBe('2020 年度');
});

it('ends where the tree is told less deep, and keeps the counts', () => {
  const short = {
    fondsId: 'a',
    categoryCode: 'WS',
    subcategoryCode: '',
    filingYear: 0,
    retentionCode: '',
    orgCode: '',
    itemCount: 7,
  };
  const [root] = treeNodesOf({ ...tree, isWhole: false, leaves: [short] }, t, listedCategories('zh-CN'));
  expect(root?.children.map((node) => [node.label, node.count, node.children.length])).toEqual([['WS 文书档案', 7, 0]]);
  const [bare] = treeNodesOf({ ...tree, leaves: [{ ...short, categoryCode: '' }] }, t, listedCategories('zh-CN'));
  expect(bare?.children).toEqual([]);
});

it('parts a category into its second levels, a unit\u2019s own by its name, and knows where an address stands', () => {
  const own = categoriesOf('township', [{ code: 'ZY·QX', name: '群众诉求档案', unit: '件', isActive: true }]);
  const of = (subcategoryCode: string, itemCount: number) => ({
    ...leaf('a', 'ZY', 2023, '', itemCount),
    subcategoryCode,
  });
  const nodes = treeNodesOf({ ...tree, leaves: [of('QX', 3), of('HY', 2), of('', 1)] }, t, categoriesIn('zh-CN', own));
  expect(nodes[0]?.children[0]?.children.map((node) => [node.label, node.count])).toEqual([
    ['ZY·QX 群众诉求档案', 3],
    ['ZY·HY 婚姻登记档案', 2],
    ['2023 年度', 1],
  ]);
  expect(chosenPath(nodes, new URLSearchParams('category=ZY·QX&year=2023')).slice(1)).toEqual([
    'ZY 专业档案',
    'ZY·QX 群众诉求档案',
    '2023 年度',
  ]);
});
