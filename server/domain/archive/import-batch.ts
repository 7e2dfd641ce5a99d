import { z } from 'zod';
import { categoryCode, filingYear, ITEM_TEXT_LIMITS, retentionCode } from '@/server/domain/archive/archive-item';
import { ITEM_SORTS, itemFilters } from '@/server/domain/archive/archive-list';
import { RECORD_PROBLEM_CODES } from '@/server/domain/archive/record-checks';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 目录导入: a workbook on its way into the catalogue. */

/** `uploaded` and `reading` wait for a worker, `previewed` for a person, `filing` and `undoing` for a worker again. */
export const IMPORT_STATES = [
  'uploaded',
  'reading',
  'previewed',
  'filing',
  'filed',
  'failed',
  'undoing',
  'undone',
] as const;
export const importState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof importState>;

/** States in which rows may be corrected and filed. */
export const canFile = (state: ImportState): boolean => state === 'previewed' || state === 'filed';

/** `new`: rows become records. `update`: an export that was edited offline changes the records it came from. */
export const IMPORT_KINDS = ['new', 'update'] as const;
export const importKind = z.enum(IMPORT_KINDS);

/** What a row is to the catalogue. The last four are of an `update`. */
export const IMPORT_OUTCOMES = ['new', 'known', 'changed', 'unchanged', 'unknown', 'conflict'] as const;
export const importOutcome = z.enum(IMPORT_OUTCOMES);
export type ImportOutcome = z.infer<typeof importOutcome>;

/** What is said for the whole file; a cell that says otherwise wins. */
export const importDefaults = z.strictObject({
  filingYear: filingYear.optional(),
  retentionCode: retentionCode.optional(),
  orgCode: optionalText(ITEM_TEXT_LIMITS.orgCode),
});
export type ImportDefaultsInput = z.infer<typeof importDefaults>;

export const startImportInput = z.strictObject({
  objectId: uuid,
  fondsId: uuid,
  categoryCode,
  defaults: importDefaults.optional(),
});
export type StartImportInput = z.infer<typeof startImportInput>;

const heading = text(60);
/** 栏目对应: how the file is to be read instead. What a person says here is remembered for the category. */
export const remapImportInput = z.strictObject({
  batchId: uuid,
  sheetName: text(100).optional(),
  /** null: the column is not to be read. */
  columns: z
    .array(z.strictObject({ header: heading, field: z.string().max(60).nullable() }))
    .max(256)
    .default([]),
  defaults: importDefaults.prefault({}),
  /** The unit's own words for periods. */
  words: z
    .array(z.strictObject({ typed: text(40), retentionCode }))
    .max(50)
    .default([]),
});
export type RemapImportInput = z.infer<typeof remapImportInput>;

export const makeTemplateInput = z.strictObject({ categoryCode });
export const applyChangesInput = z.strictObject({ batchId: uuid, reason: text(500) });
export type ApplyChangesInput = z.infer<typeof applyChangesInput>;
export const rebaseRowInput = z.strictObject({ batchId: uuid, rowNumber: z.number().int() });

/** 导出修改: the list as it is filtered, with a hidden key by which each row finds its record again. */
export const exportForEditingInput = z.strictObject({ ...itemFilters, sort: z.enum(ITEM_SORTS).default('code') });
export type ExportForEditingInput = z.infer<typeof exportForEditingInput>;

export const batchInput = z.strictObject({ batchId: uuid });

export const importRowsInput = z.strictObject({
  batchId: uuid,
  onlyWrong: z.boolean().default(false),
  problemCode: z.enum(RECORD_PROBLEM_CODES).optional(),
  outcome: importOutcome.optional(),
  ...pageInput,
});
export type ImportRowsInput = z.infer<typeof importRowsInput>;

const LONGEST_CELL = 2_000;
/** `cells`: what the person types over, by field; the row is then read again as if it had come that way. */
export const fixImportRowInput = z.strictObject({
  batchId: uuid,
  rowNumber: z.number().int(),
  cells: z.record(z.string().max(40), z.string().max(LONGEST_CELL)),
});
export type FixImportRowInput = z.infer<typeof fixImportRowInput>;

export const rowProblemView = z.object({
  code: z.enum(RECORD_PROBLEM_CODES),
  severity: z.enum(['error', 'warning']),
  field: z.string(),
  detail: z.string(),
});
export type RowProblemView = z.infer<typeof rowProblemView>;

export const changeView = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });

/** Rows of the second sheet of a workbook (卷内目录 beside 案卷目录) are numbered on from here. */
export const SECOND_SHEET = 2_000_000;
/** As the spreadsheet shows it: which sheet, which row; a volume or group that was made from a row's title. */
export const placeOfRow = (rowNumber: number): { sheet: 1 | 2; row: number; isContainer: boolean } => {
  const number = Math.abs(rowNumber);
  const isSecond = number > SECOND_SHEET;
  return { sheet: isSecond ? 2 : 1, row: isSecond ? number - SECOND_SHEET : number, isContainer: rowNumber < 0 };
};

export const importRowView = z.object({
  /** See placeOfRow. */
  rowNumber: z.number().int(),
  /** As typed, by field; empty for a row that may not be kept. */
  cells: z.record(z.string(), z.string()),
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  problems: z.array(rowProblemView),
  isWrong: z.boolean(),
  /** Numbered by the unit's template when it is filed. */
  isNumberedOnFiling: z.boolean(),
  itemId: uuid.nullable(),
  outcome: importOutcome,
  /** The record that the catalogue holds already, or that the row changes. */
  knownItemId: uuid.nullable(),
  /** The volume or group that the record stands in. */
  containerCode: z.string().nullable(),
  changes: z.array(changeView),
  /** A change that was taken back, or left because the record was changed since. */
  undoState: z.enum(['undone', 'left']).nullable(),
});
export type ImportRowView = z.infer<typeof importRowView>;
export const importRowPage = pageOf(importRowView);
export type ImportRowPage = z.infer<typeof importRowPage>;

export const importBatchRow = z.object({
  id: uuid,
  kind: importKind,
  state: importState,
  fileName: z.string(),
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  categoryCode: z.string(),
  rowCount: z.number().int(),
  wrongCount: z.number().int(),
  filedCount: z.number().int(),
  knownCount: z.number().int(),
  undoneCount: z.number().int(),
  /** Until when the whole import may be taken back; null when it may not. */
  undoableUntil: z.string().nullable(),
  undoneAt: z.string().nullable(),
  errorCode: z.string().nullable(),
  createdAt: z.string(),
  filedAt: z.string().nullable(),
});
export type ImportBatchRow = z.infer<typeof importBatchRow>;

export const importBatchView = importBatchRow.extend({
  /** Rows that are right and not filed yet. */
  readyCount: z.number().int(),
  job: z
    .object({
      id: uuid,
      state: z.string(),
      done: z.number().int(),
      total: z.number().int().nullable(),
      errorCode: z.string().nullable(),
    })
    .nullable(),
  columns: z.array(z.object({ index: z.number().int(), header: z.string(), field: z.string().nullable() })),
  /** The sheet that was read, and the others that could be. */
  sheetName: z.string().nullable(),
  otherSheets: z.array(z.string()),
  defaults: importDefaults,
  /** Words for periods that were not understood. */
  unknownWords: z.array(z.string()),
  outcomes: z.array(z.object({ outcome: importOutcome, count: z.number().int() })),
  reason: z.string().nullable(),
  /** Problems by kind, errors first, the most frequent first. */
  groups: z.array(rowProblemView.omit({ detail: true }).extend({ count: z.number().int() })),
  /** How many rows filing would number, by scope. */
  numbering: z.array(z.object({ scope: z.string(), count: z.number().int() })),
});
export type ImportBatchView = z.infer<typeof importBatchView>;

/** Why an import cannot be taken back: how many of its records, and some of them by code. */
export const UNDO_BLOCKS = ['corrected', 'boxed', 'left', 'published', 'contains', 'referenced'] as const;
export const undoBlock = z.object({
  reason: z.enum(UNDO_BLOCKS),
  count: z.number().int(),
  examples: z.array(z.string()),
});
export type UndoBlock = z.infer<typeof undoBlock>;
export const undoCheckView = z.object({
  canUndo: z.boolean(),
  until: z.string().nullable(),
  items: z.number().int(),
  /** Of changes to records: those that stay as they are, which keeps nothing else from being taken back. */
  blocks: z.array(undoBlock),
});
export type UndoCheckView = z.infer<typeof undoCheckView>;
