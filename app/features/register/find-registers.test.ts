import { expect, it } from 'vitest';
import { registersOf } from '@/server/domain/register/registers';
import { findRegisters, groupRegisters, type KeptRegister, SHORT_LIST } from './find-registers';

const keptBy = (kind: 'repository' | 'village'): KeptRegister[] =>
  registersOf(kind).map((definition) => ({
    definition,
    view: { code: definition.code, entriesThisYear: 0, lastOn: null, late: 0, dueLate: 0, dueSoon: 0 },
  }));
const found = (q: string, standing?: 'late' | 'kept' | 'idle') =>
  findRegisters(keptBy('repository'), { q, standing }).map(({ definition }) => definition.code);

it('finds a register by its name, a column of it, a choice, and a word of the other language', () => {
  expect(found('专家库')).toContain('expert');
  expect(found('灭火器')).toEqual(expect.arrayContaining(['fire_check']));
  expect(found('修裱')).toEqual(['conservation']);
  expect(found('  Wall CHART ')).toEqual(['handout']);
  expect(found('不会有的台账')).toEqual([]);
});

it('finds by how it stands', () => {
  const [first, ...rest] = keptBy('repository');
  const late = {
    ...first!,
    view: {
      ...first!.view,
      lastOn: '2026-01-02',
      late: 1,
    },
  };
  const of = (standing: 'late' | 'kept' | 'idle') => findRegisters([late, ...rest], { q: '', standing }).length;
  expect([of('late'), of('kept'), of('idle')]).toEqual([1, 0, rest.length]);
});

it('puts every register under one heading', () => {
  const kept = keptBy('repository');
  const rows = groupRegisters(kept).flatMap((group) => group.rows);
  expect(new Set(rows)).toEqual(new Set(kept));
  expect(rows).toHaveLength(kept.length);
  expect(keptBy('village').length).toBeLessThanOrEqual(SHORT_LIST);
});
