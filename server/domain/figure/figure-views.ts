import { z } from 'zod';
import { isoDate, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { FIGURE_CODES } from './figures.ts';

export const figureCode = z.enum(FIGURE_CODES);
const year = z.number().int().min(1949).max(2999);

/**
 * 无登记 (`no_entry`): the register has no entry at all, so nobody can say 0. `released` and `not_released`: the value
 * is not computed here, another tenant releases it.
 */
export const FIGURE_STATES = ['computed', 'no_entry', 'released', 'not_released'] as const;
export const figureState = z.enum(FIGURE_STATES);
export type FigureState = z.infer<typeof figureState>;

/** 数据截止: `from` and `to` are the days that count, both inclusive; `to` is the cut-off. */
export const figurePeriodView = z.object({ year: z.number().int(), from: isoDate, to: isoDate });
export type FigurePeriodView = z.infer<typeof figurePeriodView>;

export const listFiguresInput = z.strictObject({ year, asOf: isoDate.optional() });
export type ListFiguresInput = z.infer<typeof listFiguresInput>;

const amount = z.object({ value: z.number().nullable(), state: figureState });

export const figureView = z.object({
  code: figureCode,
  value: z.number().nullable(),
  state: figureState,
  /** How many records stand behind the value; null where they are another tenant's. */
  rows: z.number().int().nullable(),
  lastYear: amount,
  /** Who released it, where it is not computed here. */
  sourceNames: z.array(z.string()),
  /** What the own office has released of it for the year. */
  release: z.object({ value: z.number().nullable(), asOf: isoDate, releasedAt: z.string() }).nullable(),
});
export type FigureView = z.infer<typeof figureView>;

export const figureListView = z.object({
  period: figurePeriodView,
  figures: z.array(figureView),
  /** Names of the supervisors that a release goes to. */
  supervisors: z.array(z.string()),
});
export type FigureListView = z.infer<typeof figureListView>;

export const listFigureRowsInput = z.strictObject({ ...pageInput, code: figureCode, year, asOf: isoDate.optional() });
export type ListFigureRowsInput = z.infer<typeof listFigureRowsInput>;

export const exportFigureRowsInput = listFigureRowsInput.pick({ code: true, year: true, asOf: true });
export type ExportFigureRowsInput = z.infer<typeof exportFigureRowsInput>;

export const FIGURE_RECORD_KINDS = [
  'archive_item',
  'reading_visit',
  'retrieval',
  'copy_request',
  'questionnaire_return',
  'inspection',
  'finding',
  'inspection_campaign',
  'course_session',
  'demonstration_site',
  'guidance_event',
  'accession',
  'retiree',
  'donation',
  'opening_decision_item',
  'transfer_item',
  'digitisation_batch',
  'scan_page',
  'box',
  'storage_place',
  'storage_rack',
  'storage_room_version',
  'assessment_sheet',
  'register_entry',
  'rating',
  'rating_target',
  'model_case',
  'emergency_drill',
  'course_attendance',
  'course_material',
  'trainee',
  'training_credit',
  'membership',
] as const;

/** One record behind a figure. The screen links to it by kind and id. */
export const figureRowView = z.object({
  id: uuid,
  kind: z.enum(FIGURE_RECORD_KINDS),
  /** The record that the link opens, where it is not the counted one: a finding opens its inspection. */
  openId: uuid,
  /** What that record stands under, where its address needs it: the campaign of an inspection. */
  parentId: uuid.nullable(),
  label: z.string(),
  detail: z.string().nullable(),
  on: isoDate.nullable(),
  /** What the record adds to the figure before it is put in the unit of the report. */
  amount: z.number(),
});
export type FigureRowView = z.infer<typeof figureRowView>;

export const figureRowsView = pageOf(figureRowView).extend({
  code: figureCode,
  period: figurePeriodView,
  value: z.number().nullable(),
  state: figureState,
  /** Of a share: what is part of what. Of a growth: this year's and last year's. */
  parts: z.object({ over: z.number(), under: z.number() }).nullable(),
});
export type FigureRowsView = z.infer<typeof figureRowsView>;

export const releaseFiguresInput = z.strictObject({
  year,
  codes: z.array(figureCode).min(1).max(FIGURE_CODES.length),
  /** What the unit says to single figures, such as those that are unlike last year's. */
  notes: z
    .array(z.strictObject({ code: figureCode, note: text(300) }))
    .max(FIGURE_CODES.length)
    .default([]),
  /** 连同明细: the rows go along, as they are now; who receives them needs no grant. */
  withRows: z.boolean().default(false),
});
export type ReleaseFiguresInput = z.infer<typeof releaseFiguresInput>;
export const releaseFiguresView = z.object({
  released: z.number().int(),
  supervisors: z.array(z.string()),
  asOf: isoDate,
  /** Figures whose rows were to go along and are too many for it. */
  notGiven: z.number().int(),
});

export const receivedFiguresInput = z.strictObject({ year });
export const receivedFigureView = z.object({
  code: figureCode,
  /** Sum of what was released; null when nothing was. */
  total: z.number().nullable(),
  releasedCount: z.number().int(),
  unitCount: z.number().int(),
  /** Units that have not released, in the order of the directory; the first of them. */
  missing: z.array(z.string()),
});
export type ReceivedFigureView = z.infer<typeof receivedFigureView>;
export const receivedFiguresView = z.object({ period: figurePeriodView, figures: z.array(receivedFigureView) });

export const receivedUnitsInput = z.strictObject({ year, code: figureCode });
export const receivedUnitView = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  kind: tenantKind.nullable(),
  value: z.number().nullable(),
  state: z.enum(['released', 'not_released']),
  asOf: isoDate.nullable(),
  releasedAt: z.string().nullable(),
  definitionVersion: z.number().int().nullable(),
  basis: z.enum(['own', 'rolled_up']),
  note: z.string().nullable(),
});
export type ReceivedUnitView = z.infer<typeof receivedUnitView>;
