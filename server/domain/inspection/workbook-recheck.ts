import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { ChecklistItem } from './checklist.ts';
import type { RowProblem, WorkbookRow } from './checklist-workbook.ts';

/* Rows of a workbook that are put right before they are taken: judged by the same rules as when they were read. */

const LONGEST_TEXT = 300;

/** What the text of an item alone can be wrong in; numbers and choices cannot be wrong once a form has made them. */
const problemsOf = (item: ChecklistItem): RowProblem[] => [
  ...(item.code.trim() === '' ? (['NO_CODE'] as const) : []),
  ...(item.zh.trim() === '' ? (['NO_TEXT'] as const) : []),
  ...(Array.from(item.zh).length > LONGEST_TEXT ? (['TEXT_TOO_LONG'] as const) : []),
  ...([item.zh, item.method].some(isSecrecyMarked) ? (['SECRECY'] as const) : []),
];

/** A code that was repeated may be alone now, and one that was alone repeated: it is looked at over all rows. */
const withCodes = (rows: readonly WorkbookRow[]): WorkbookRow[] => {
  const seen = new Set<string>();
  return rows.map((row) => {
    const isRepeated = row.item.code !== '' && seen.has(row.item.code);
    seen.add(row.item.code);
    const others = row.problems.filter((problem) => problem !== 'REPEATED_CODE');
    return { ...row, problems: isRepeated ? [...others, 'REPEATED_CODE'] : others };
  });
};

/** One row as a person has put it right. The matter of the law is then theirs, no longer a guess. */
export const correctRow = (rows: readonly WorkbookRow[], at: number, item: ChecklistItem): WorkbookRow[] =>
  withCodes(
    rows.map((row, index) => (index === at ? { ...row, item, problems: problemsOf(item), isGuessed: false } : row)),
  );

/** A row that is no item at all: a total, a remark. */
export const leaveOutRow = (rows: readonly WorkbookRow[], at: number): WorkbookRow[] =>
  withCodes(rows.filter((_row, index) => index !== at));
