import { expect, it } from 'vitest';
import { readWorkbookRow, type WorkbookField, type WorkbookRow } from './checklist-workbook.ts';
import { correctRow, leaveOutRow } from './workbook-recheck.ts';

const read = (rowNumber: number, cells: Partial<Record<WorkbookField, string>>, seen: string[] = []): WorkbookRow =>
  readWorkbookRow(rowNumber, {
    cell: (field) => cells[field] ?? '',
    section: '',
    seen: new Set(seen),
    isSecret: () => false,
  });

const rows = () => [
  read(2, { code: '1', zh: '明确分管领导' }),
  read(3, { code: '1', zh: '库房独立', score: '很多', legalItem: '99' }, ['1']),
  read(4, { code: '3', zh: '' }, ['1']),
];

it('judges a corrected row again, and the codes of all rows', () => {
  const [, second] = rows();
  expect(second?.problems.sort()).toEqual(['LEGAL_ITEM', 'REPEATED_CODE', 'SCORE']);
  const mended = correctRow(rows(), 1, { ...second!.item, code: '2', score: 5, legalItem: 'LI2' });
  expect(mended.map((row) => row.problems)).toEqual([[], [], ['NO_TEXT']]);
  expect(mended[1]).toMatchObject({ rowNumber: 3, isGuessed: false, item: { code: '2', score: 5 } });
  const clash = correctRow(mended, 2, { ...mended[2]!.item, code: '2', zh: '温湿度记录' });
  expect(clash[2]?.problems).toEqual(['REPEATED_CODE']);
  expect(correctRow(mended, 0, { ...mended[0]!.item, zh: '机密级文件目录' })[0]?.problems).toEqual(['SECRECY']);
});

it('leaves a row out, and what it repeated is alone again', () => {
  const left = leaveOutRow(rows(), 0);
  expect(left.map((row) => [row.rowNumber, row.problems.includes('REPEATED_CODE')])).toEqual([
    [3, false],
    [4, false],
  ]);
});
