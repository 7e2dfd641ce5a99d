import { z } from 'zod';
import { categoryCode } from '@/server/domain/archive/archive-item';
import { itemFilterInput } from '@/server/domain/archive/archive-list';
import { itemChanges } from '@/server/domain/archive/archive-record';
import { LONGEST_CELL, MOST_GRID_ROWS } from '@/server/domain/archive/grid-row';
import { RECORD_PROBLEM_CODES } from '@/server/domain/archive/record-checks';
import { APP_ERROR_CODES } from '@/server/domain/shared/app-error';
import { text, uuid } from '@/server/domain/shared/ids';

/** 著录草稿: what a person is still writing, a form or a grid of up to 500 rows; and how its rows are filed. */

export const DRAFT_KINDS = ['form', 'grid', 'edit'] as const;
export const draftKind = z.enum(DRAFT_KINDS);
export type DraftKind = z.infer<typeof draftKind>;

/** A draft that was thrown away can be taken back for so long. */
export const BIN_DAYS = 30;

const cells = z.record(z.string().max(60), z.string().max(LONGEST_CELL));
const rowKey = z.string().min(1).max(40);

export const draftRow = z.strictObject({
  key: rowKey,
  cells,
  /** The record that the row changes, at the version that was read, with what stood in its cells then. */
  itemId: uuid.optional(),
  rowVersion: z.number().int().min(1).optional(),
  seen: cells.optional(),
});
export type DraftRow = z.infer<typeof draftRow>;

const draftRows = z.array(draftRow).max(MOST_GRID_ROWS);

export const startDraftInput = z.strictObject({
  kind: draftKind,
  fondsId: uuid,
  categoryCode,
  /** The 卷 or 组 that the rows are filed into: then fonds and category are its own. */
  parentId: uuid.optional(),
  rows: draftRows,
});
export type StartDraftInput = z.infer<typeof startDraftInput>;

export const saveDraftInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  fondsId: uuid,
  categoryCode,
  rows: draftRows,
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

export const draftSummary = z.object({
  id: uuid,
  kind: draftKind,
  fondsId: uuid,
  categoryCode: z.string(),
  parentId: uuid.nullable(),
  rowCount: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** In the bin since. */
  discardedAt: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type DraftSummary = z.infer<typeof draftSummary>;
export const draftView = draftSummary.extend({ rows: z.array(draftRow) });
export type DraftView = z.infer<typeof draftView>;

export const draftId = z.strictObject({ id: uuid });

/** Records put into a grid to be changed: some of a list, or all that a query finds (no more than a grid holds). */
export const openInGridInput = z.strictObject({
  ids: z.array(uuid).min(1).max(MOST_GRID_ROWS).optional(),
  filters: itemFilterInput.optional(),
});
export type OpenInGridInput = z.infer<typeof openInGridInput>;

export const fileRowsInput = z.strictObject({
  draftId: uuid,
  rowVersion: z.number().int().min(1),
  rows: z
    .array(z.strictObject({ key: rowKey, cells }))
    .min(1)
    .max(MOST_GRID_ROWS),
});
export type FileRowsInput = z.infer<typeof fileRowsInput>;

export const gridProblemView = z.object({
  code: z.enum(RECORD_PROBLEM_CODES),
  severity: z.enum(['error', 'warning']),
  field: z.string(),
  detail: z.string(),
});

export const draftRepeats = z.object({
  /** What the catalogue says of cells, each as it was typed when it was asked. */
  problems: z.array(z.object({ key: z.string(), typed: z.string(), problem: gridProblemView })),
});
export type DraftRepeats = z.infer<typeof draftRepeats>;

export const fileRowsResult = z.object({
  filed: z.array(z.object({ key: z.string(), id: uuid, referenceCode: z.string() })),
  /** These stay in the draft. */
  wrong: z.array(z.object({ key: z.string(), problems: z.array(gridProblemView) })),
  rowVersion: z.number().int(),
});
export type FileRowsResult = z.infer<typeof fileRowsResult>;

export const correctRowsInput = z.strictObject({
  draftId: uuid.optional(),
  reason: text(500),
  rows: z
    .array(z.strictObject({ key: rowKey, id: uuid, rowVersion: z.number().int().min(1), changes: itemChanges }))
    .min(1)
    .max(MOST_GRID_ROWS),
});
export type CorrectRowsInput = z.infer<typeof correctRowsInput>;

export const correctRowsResult = z.object({
  /** The draft without the rows that were corrected. */
  draftVersion: z.number().int().nullable(),
  rows: z.array(
    z.object({
      key: z.string(),
      /** Null when the record was corrected. */
      errorCode: z.enum(APP_ERROR_CODES).nullable(),
      /** The version that stands now. */
      rowVersion: z.number().int().nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
});
export type CorrectRowsResult = z.infer<typeof correctRowsResult>;
