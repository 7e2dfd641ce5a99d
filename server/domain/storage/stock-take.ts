import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { scannedLabel } from './place.ts';

/** 清点: a room or a range of shelves is counted by scanning; what was expected is frozen at the beginning. */

export const STOCK_TAKE_STATES = ['open', 'closed', 'cancelled'] as const;
export const LINE_OUTCOMES = ['missing', 'misplaced', 'unknown', 'counted'] as const;
export const lineOutcome = z.enum(LINE_OUTCOMES);
export type LineOutcome = z.infer<typeof lineOutcome>;

/** How a difference was settled: put_back and registered_here move, the others say what is. */
export const RESOLUTIONS = {
  missing: ['found', 'lent', 'lost'],
  misplaced: ['put_back', 'registered_here'],
  unknown: ['relabelled', 'removed'],
} as const;
const ALL_RESOLUTIONS = ['put_back', 'registered_here', 'found', 'lent', 'lost', 'relabelled', 'removed'] as const;
export const resolution = z.enum(ALL_RESOLUTIONS);
export type Resolution = z.infer<typeof resolution>;

export const resolutionsFor = (outcome: LineOutcome): readonly Resolution[] =>
  outcome === 'counted' ? [] : RESOLUTIONS[outcome];

export const startStockTakeInput = z.strictObject({
  title: text(80),
  placeId: uuid,
  plannedOn: isoDate,
});
export type StartStockTakeInput = z.infer<typeof startStockTakeInput>;

/** One scan as the device kept it. `id` is made there: the same scan sent twice counts once. */
const scan = z.strictObject({
  id: uuid,
  label: scannedLabel,
  /** The shelf that was scanned before: its label or its code. */
  place: scannedLabel,
  at: z.iso.datetime({ offset: true }),
});
export const recordScansInput = z.strictObject({ stockTakeId: uuid, scans: z.array(scan).min(1).max(200) });
export type RecordScansInput = z.infer<typeof recordScansInput>;

export const scanResultView = z.object({
  results: z.array(
    z.object({
      id: uuid,
      label: z.string(),
      outcome: z.enum(['counted', 'misplaced', 'unknown', 'no_such_place']),
      /** Where the box is at home, when it was found elsewhere. */
      expectedCode: z.string().nullable(),
    }),
  ),
});
export type ScanResultView = z.infer<typeof scanResultView>;

export const stockTakeView = z.object({
  id: uuid,
  title: z.string(),
  year: z.number().int(),
  placeId: uuid,
  placeCode: z.string(),
  state: z.enum(STOCK_TAKE_STATES),
  plannedOn: isoDate,
  startedAt: z.string(),
  startedByName: z.string(),
  closedAt: z.string().nullable(),
  closedByName: z.string().nullable(),
  conclusion: z.string().nullable(),
  rowVersion: z.number().int(),
  expected: z.number().int(),
  counted: z.number().int(),
  missing: z.number().int(),
  misplaced: z.number().int(),
  unknown: z.number().int(),
  unresolved: z.number().int(),
});
export type StockTakeView = z.infer<typeof stockTakeView>;
export const stockTakePage = pageOf(stockTakeView);
export const listStockTakesInput = z.strictObject({
  year: z.number().int().min(1900).max(2999).optional(),
  ...pageInput,
});
export type ListStockTakesInput = z.infer<typeof listStockTakesInput>;

export const stockTakeLineView = z.object({
  label: z.string(),
  boxId: uuid.nullable(),
  boxText: z.string().nullable(),
  expectedCode: z.string().nullable(),
  foundCode: z.string().nullable(),
  foundAt: z.string().nullable(),
  foundByName: z.string().nullable(),
  outcome: lineOutcome,
  resolution: resolution.nullable(),
  resolutionNote: z.string().nullable(),
  resolvedByName: z.string().nullable(),
});
export type StockTakeLineView = z.infer<typeof stockTakeLineView>;
export const stockTakeLinePage = pageOf(stockTakeLineView);
export const stockTakeLinesInput = z.strictObject({
  stockTakeId: uuid,
  outcome: lineOutcome.optional(),
  ...pageInput,
});
export type StockTakeLinesInput = z.infer<typeof stockTakeLinesInput>;

export const resolveDifferenceInput = z.strictObject({
  stockTakeId: uuid,
  label: z.string().min(1).max(60),
  resolution,
  note: optionalText(200),
});
export type ResolveDifferenceInput = z.infer<typeof resolveDifferenceInput>;

export const closeStockTakeInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  conclusion: text(500),
});
export type CloseStockTakeInput = z.infer<typeof closeStockTakeInput>;
export const cancelStockTakeInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  reason: text(200),
});
export type CancelStockTakeInput = z.infer<typeof cancelStockTakeInput>;
