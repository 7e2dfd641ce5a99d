import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keepRulesOf } from './antd-stylesheet.vite';
import { themes } from './theme';

const css = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');
const large = css.slice(css.indexOf('.lt-large'));
const tokenOf = (name: string, from = css): string =>
  new RegExp(`${name}:\\s*([^;]+);`).exec(from)?.[1]?.toUpperCase() ?? '';

it('gives antd the colours of tokens.css', () => {
  const { token } = themes.normal;
  expect(token?.colorPrimary).toBe(tokenOf('--lt-blue-600'));
  expect(token?.colorError).toBe(tokenOf('--lt-sienna-600'));
  expect(token?.colorWarning).toBe(tokenOf('--lt-amber-600'));
  expect(token?.colorSuccess).toBe(tokenOf('--lt-green-600'));
  expect(token?.colorText).toBe(tokenOf('--lt-grey-900'));
  expect(token?.colorBorder).toBe(tokenOf('--lt-grey-300'));
});

it('gives antd the sizes of tokens.css, large type included', () => {
  expect(`${themes.normal.token?.fontSize}PX`).toBe(tokenOf('--lt-fs-14'));
  expect(`${themes.normal.token?.controlHeight}PX`).toBe(tokenOf('--lt-row'));
  expect(`${themes.large.token?.fontSize}PX`).toBe(tokenOf('--lt-fs-14', large));
  expect(`${themes.large.token?.controlHeight}PX`).toBe(tokenOf('--lt-row', large));
});

it('drops the rules of components that no screen uses, and no others', () => {
  const rules = '.ant-btn{a:b}.ant-tree .ant-btn{c:d}.ant-tree{e:f}@media print{.ant-tree{g:h}}.anticon{i:j}a{k:l}';
  expect(keepRulesOf(rules, new Set(['tree']))).toBe('.ant-btn{a:b}.ant-tree .ant-btn{c:d}.anticon{i:j}');
});
