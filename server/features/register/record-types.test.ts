import { describe, expect, it } from 'vitest';
import { testAdmin } from '@/db/testing/test-db';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import { ENTERED_FIGURES, RECORD_TYPES } from '@/server/domain/register/record-types';
import { registerOfCode } from '@/server/domain/register/registers';

/** Attendance at a session of another office is computed where sessions are. */
const ELSEWHERE = ['S2-33'];

describe.each(Object.entries(RECORD_TYPES))('%s', (_type, { registers = [], tables = [] }) => {
  it('is kept in a register or in a table that is there', async () => {
    expect(registers.length + tables.length).toBeGreaterThan(0);
    for (const code of registers) expect(registerOfCode(code), code).toBeDefined();
    const admin = await testAdmin();
    for (const table of tables) {
      const { rows } = await admin.query('select to_regclass($1) is not null as found', [table]);
      expect(rows[0]?.found, table).toBe(true);
    }
  });
});

describe.each(ENTERED_FIGURES)('%s', (code, ...types) => {
  it('counts record types that are kept, and is computed', () => {
    expect(types.length).toBeGreaterThan(0);
    for (const type of types) expect(Object.keys(RECORD_TYPES)).toContain(type);
    if (!ELSEWHERE.includes(code)) expect(FIGURE_CODES).toContain(code);
  });
});

it('maps no type that no figure counts', () => {
  const counted = new Set(ENTERED_FIGURES.flatMap(([, ...types]) => types));
  expect(Object.keys(RECORD_TYPES).filter((type) => !counted.has(type))).toEqual([]);
});
