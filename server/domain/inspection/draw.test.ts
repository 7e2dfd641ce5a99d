import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { CHECKLIST_TEMPLATES } from './checklist-templates.ts';
import { type DrawHashes, drawKeys } from './draw.ts';
import { formatDocumentNumber } from './enforcement-document.ts';
import { documentForSeverity, LEGAL_ITEM_CODES } from './vocabulary.ts';

const hashes: DrawHashes = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
};
const pool = Array.from({ length: 14 }, (_, index) => `unit-${String(index + 1).padStart(2, '0')}`);

it('gives the same units for the same seed, whatever the order of the pool', () => {
  const first = drawKeys(hashes, 'seed', 'unit', pool, 5);
  expect(drawKeys(hashes, 'seed', 'unit', pool.toReversed(), 5)).toEqual(first);
  expect(new Set(first).size).toBe(5);
});

it('gives other units for another moment or another label', () => {
  const at = (moment: string) => `campaign|digest|${moment}`;
  const all = (seedText: string, label = 'unit') => drawKeys(hashes, seedText, label, pool, pool.length).join();
  expect(all(at('2026-05-08T02:00:00.000Z'))).not.toBe(all(at('2026-05-08T02:00:00.001Z')));
  expect(all(at('x'), 'unit')).not.toBe(all(at('x'), 'inspector'));
});

it('keeps to the published method: this result may never change', () => {
  expect(drawKeys(hashes, 'PLAN-2026-01|pool|2026-05-08T02:00:00.000Z', 'unit', pool, 3)).toMatchInlineSnapshot(`
    [
      "unit-06",
      "unit-08",
      "unit-02",
    ]
  `);
});

it('favours nobody', () => {
  const hits = new Map(pool.map((key) => [key, 0]));
  const rounds = 2_800;
  for (let round = 0; round < rounds; round += 1) {
    for (const key of drawKeys(hashes, `round-${round}`, 'unit', pool, 2)) hits.set(key, (hits.get(key) ?? 0) + 1);
  }
  const expected = (rounds * 2) / pool.length;
  const chiSquare = [...hits.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 13 degrees of freedom: 34.5 is passed by chance once in a thousand; the rounds are fixed, so never here.
  expect(chiSquare).toBeLessThan(34.5);
});

it('refuses to draw more than there are', () => {
  expect(() => drawKeys(hashes, 'seed', 'unit', pool, 15)).toThrow(RangeError);
});

it('maps every checklist item to a legal matter, with unique codes and 100 points where points are given', () => {
  expect(CHECKLIST_TEMPLATES.map((template) => template.items.length)).toEqual([20, 17, 12, 12, 8]);
  for (const { items } of CHECKLIST_TEMPLATES) {
    expect(new Set(items.map((item) => item.code)).size).toBe(items.length);
    expect(items.every((item) => LEGAL_ITEM_CODES.includes(item.legalItem))).toBe(true);
    const points = items.reduce((sum, item) => sum + (item.score ?? 0), 0);
    expect([0, 100]).toContain(points);
  }
});

it('orders remedies for hazards and corrections for violations only', () => {
  expect(documentForSeverity('HAZARD')).toBe('RECTIFY');
  expect(documentForSeverity('VIOLATION')).toBe('CORRECT');
  expect(documentForSeverity('MAJOR')).toBe('ADVICE');
  expect(formatDocumentNumber('NOTICE', '清河区档案局', 2026, 6)).toBe('清档检〔2026〕6号');
});
