import { expect, it } from 'vitest';
import { readBlock } from '@/server/domain/register/register-block';
import { registerOfCode } from '@/server/domain/register/registers';
import { registerSheets } from './register-sheets.ts';

it.each(registerSheets('2026-11-21'))(
  'the sheet of %s is read as its register asks, with all its columns',
  (code, cells) => {
    const definition = registerOfCode(code)!;
    const { columns, rows } = readBlock(definition, cells);
    expect(columns).not.toContain(null);
    expect(rows.flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...problem })))).toEqual([]);
    expect(rows).toHaveLength(cells.length - 1);
  },
);
