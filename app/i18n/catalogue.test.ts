import { expect, it } from 'vitest';
import { en } from './en/index';
import { fillSlots } from './translate';
import { zhCN } from './zh-CN/index';

const slotsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((match) => match[1] ?? ''))].sort();

const texts = (catalogue: object): [string, string][] =>
  Object.entries(catalogue).flatMap(([area, keys]) =>
    Object.entries(keys as Record<string, string>).map(([key, text]): [string, string] => [`${area}.${key}`, text]),
  );

it('fills the same slots in both languages', () => {
  const english = new Map(texts(en));
  const differing = texts(zhCN).filter(
    ([key, text]) => slotsOf(text).join() !== slotsOf(english.get(key) ?? '').join(),
  );
  expect(differing).toEqual([]);
});

it('leaves no text empty and no Chinese in English', () => {
  const wrong = texts(en).filter(
    ([key, text]) => text.trim() === '' || (/[一-鿿]/.test(text) && key !== 'common.language'),
  );
  expect(wrong).toEqual([]);
});

it('fills numbers with separators and chooses a plural', () => {
  expect(fillSlots('共 {n} 条', { n: 12345 })).toBe('共 12,345 条');
  expect(fillSlots('{n} {n|record|records}', { n: 1 })).toBe('1 record');
  expect(fillSlots('{n} {n|record|records}', { n: 2 })).toBe('2 records');
  expect(fillSlots('{name}', {})).toBe('{name}');
});
