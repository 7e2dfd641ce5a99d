import { z } from 'zod';
import { categoryCode } from '@/server/domain/archive/archive-item';
import { RECORD_PROBLEM_CODES } from '@/server/domain/archive/record-checks';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 目录导入: a workbook on its way into the catalogue. */

/** `uploaded` and `reading` wait for a worker, `previewed` for a person, `filing` for a worker again. */
export const IMPORT_STATES = ['uploaded', 'reading', 'previewed', 'filing', 'filed', 'failed', 'undone'] as const;
export const importState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof importState>;

/** States in which rows may be corrected and filed. */
export const canFile = (state: ImportState): boolean => state === 'previewed' || state === 'filed';

export const startImportInput = z.strictObject({ objectId: uuid, fondsId: uuid, categoryCode });
export type StartImportInput = z.infer<typeof startImportInput>;

export const batchInput = z.strictObject({ batchId: uuid });

export const importRowsInput = z.strictObject({
  batchId: uuid,
  onlyWrong: z.boolean().default(false),
  problemCode: z.enum(RECORD_PROBLEM_CODES).optional(),
  ...pageInput,
});
export type ImportRowsInput = z.infer<typeof importRowsInput>;

const LONGEST_CELL = 2_000;
/** `cells`: what the person types over, by field; the row is then read again as if it had come that way. */
export const fixImportRowInput = z.strictObject({
  batchId: uuid,
  rowNumber: z.number().int().min(1),
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

export const importRowView = z.object({
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
});
export type ImportRowView = z.infer<typeof importRowView>;
export const importRowPage = pageOf(importRowView);
export type ImportRowPage = z.infer<typeof importRowPage>;

export const importBatchRow = z.object({
  id: uuid,
  state: importState,
  fileName: z.string(),
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  categoryCode: z.string(),
  rowCount: z.number().int(),
  wrongCount: z.number().int(),
  filedCount: z.number().int(),
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
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  /** Problems by kind, errors first, the most frequent first. */
  groups: z.array(rowProblemView.omit({ detail: true }).extend({ count: z.number().int() })),
  /** How many rows filing would number, by scope. */
  numbering: z.array(z.object({ scope: z.string(), count: z.number().int() })),
});
export type ImportBatchView = z.infer<typeof importBatchView>;
