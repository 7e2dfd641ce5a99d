import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { act } from './zh-CN/act';
import { audited } from './zh-CN/audited';

/* The log is read by the people it is about, so whatever the server writes into it has a word. */
const ROOT = path.resolve(import.meta.dirname, '../..');

const sources = ['server', 'jobs'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'))
    .filter((text) => text.includes('objectKind')),
);

const written = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
];

it('names every act that is audited', () => {
  const acts = written(/\baction: '([a-zA-Z]+\.[a-zA-Z]+)'/g);
  expect(acts.length).toBeGreaterThan(100);
  expect(acts.filter((code) => !(code in act))).toEqual([]);
});

it('names every kind of thing that is audited', () => {
  const kinds = written(/\bobjectKind: '([a-z_]+)'/g);
  expect(kinds.length).toBeGreaterThan(50);
  expect(kinds.filter((code) => !(code in audited))).toEqual([]);
});
