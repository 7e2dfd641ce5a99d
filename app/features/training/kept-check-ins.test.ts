import { beforeEach, expect, it } from 'vitest';
import { dropKept, keepCheckIn, readKept } from './kept-check-ins';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  });
});

const one = { invitationId: 'a', code: '123456', scannedAt: '2026-11-21T01:00:00.000Z', key: 'k1' };

it('keeps one check-in for an invitation, for the person and workspace alone', () => {
  keepCheckIn('liuxi', 'p1', one);
  keepCheckIn('liuxi', 'p1', { ...one, code: '654321', key: 'k2' });
  keepCheckIn('liuxi', 'p1', { ...one, invitationId: 'b' });
  expect(readKept('liuxi', 'p1').map((check) => [check.invitationId, check.code])).toEqual([
    ['a', '654321'],
    ['b', '123456'],
  ]);
  expect(readKept('liuxi', 'p2')).toEqual([]);
  expect(readKept('songling', 'p1')).toEqual([]);
  dropKept('liuxi', 'p1', 'a');
  dropKept('liuxi', 'p1', 'b');
  expect(kept.size).toBe(0);
});

it('takes a damaged store for an empty one', () => {
  kept.set('lantai-check-in/liuxi/p1', '{"not": "a list"}');
  expect(readKept('liuxi', 'p1')).toEqual([]);
  kept.set('lantai-check-in/liuxi/p1', 'torn');
  expect(readKept('liuxi', 'p1')).toEqual([]);
});
