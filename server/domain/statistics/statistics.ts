import { z } from 'zod';
import { FIGURE_RECORD_KINDS } from '@/server/domain/figure/figure-views';
import { figureBasis, reportingState } from '@/server/domain/figure/reporting';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { CHECK_OPS } from './check-ops.ts';
import { PROBLEM_KINDS } from './form.ts';
import { statisticalForm } from './form-schema.ts';

/* 统计年报: filled in, handed up, returned or accepted, added up over the units below. */

const year = z.number().int().min(1949).max(2999);
/** The id of a bureau's own form, or the code of a national one. */
const formKey = z.union([uuid, z.enum(['DJ1', 'DJ2', 'DJ3', 'DJ4', 'DJ5', 'DJ6'])]);
const amount = z.number().min(-1e12).max(1e12);
export const MOST_CELLS = 4_000;

export const statisticsInput = z.strictObject({ year });
export const formRefInput = z.strictObject({ year, formKey });
export type FormRefInput = z.infer<typeof formRefInput>;

export const returnRowView = z.object({
  formKey,
  name: z.object({ zh: z.string(), en: z.string() }),
  /** Whose form it is; null: the national one. */
  issuerName: z.string().nullable(),
  state: reportingState,
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  reason: z.string().nullable(),
  submittedAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
});
export type ReturnRowView = z.infer<typeof returnRowView>;

export const CELL_STATES = ['computed', 'no_entry', 'entered', 'empty', 'sum'] as const;
export const cellView = z.object({
  ref: z.string(),
  value: z.number().nullable(),
  state: z.enum(CELL_STATES),
  /** Of which indicator or figure the rows can be opened. */
  code: z.string().nullable(),
  lastYear: z.number().nullable(),
});
export type CellView = z.infer<typeof cellView>;
export const problemView = z.object({
  key: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  ref: z.string().nullable(),
  left: z.number().nullable(),
  right: z.number().nullable(),
  explanation: z.string().nullable(),
});
export type ProblemView = z.infer<typeof problemView>;

export const returnView = z.object({
  form: statisticalForm,
  year: z.number().int(),
  asOf: isoDate,
  state: reportingState,
  reason: z.string().nullable(),
  dueOn: isoDate.nullable(),
  supervisors: z.array(z.string()),
  submittedAt: z.string().nullable(),
  rowVersion: z.number().int(),
  cells: z.array(cellView),
  problems: z.array(problemView),
});
export type ReturnView = z.infer<typeof returnView>;

export const saveReturnInput = z.strictObject({
  year,
  formKey,
  rowVersion: z.number().int().min(0),
  /** Null empties the cell. */
  entered: z.array(z.strictObject({ ref: z.string().max(50), value: amount.nullable() })).max(MOST_CELLS),
  explanations: z.array(z.strictObject({ key: z.string().max(80), text: optionalText(300) })).max(MOST_CELLS),
});
export type SaveReturnInput = z.infer<typeof saveReturnInput>;
export const importReturnInput = z.strictObject({ year, formKey, objectId: uuid });
export const importReturnView = z.object({
  taken: z.number().int(),
  /** Lines that could not be taken, and why. */
  wrong: z.array(z.object({ rowNumber: z.number().int(), name: z.string(), said: z.string() })),
});
export type ImportReturnView = z.infer<typeof importReturnView>;

export const submitReturnView = z.object({ supervisors: z.array(z.string()), asOf: isoDate });

export const indicatorRowsInput = z.strictObject({
  ...pageInput,
  year,
  code: z.string().max(20),
  /** The end of the year before. */
  yearsBack: z.literal(1).optional(),
});
export const indicatorRowView = z.object({
  id: uuid,
  kind: z.enum(FIGURE_RECORD_KINDS).nullable(),
  openId: uuid,
  parentId: uuid.nullable(),
  label: z.string(),
  detail: z.string().nullable(),
  on: isoDate.nullable(),
  amount: z.number(),
});
export type IndicatorRowView = z.infer<typeof indicatorRowView>;
const words = z.object({ zh: z.string(), en: z.string() });
export const indicatorRowsView = pageOf(indicatorRowView).extend({
  code: z.string(),
  name: words,
  definition: words,
  unit: words,
  value: z.number().nullable(),
  state: z.enum(['computed', 'no_entry']),
  from: isoDate,
  to: isoDate,
});
export type IndicatorRowsView = z.infer<typeof indicatorRowsView>;

export const callReturnInput = z.strictObject({
  year,
  formKey,
  dueOn: isoDate,
  note: optionalText(500),
  /** All units directly below that fill in the form, when left out. */
  unitTenantIds: z.array(tenantId).min(1).max(500).optional(),
});
export type CallReturnInput = z.infer<typeof callReturnInput>;
export const callReturnBody = z.object({
  year: z.number().int(),
  formKey: z.string(),
  formName: z.string(),
  /** The definition of a bureau's own form as it was sent; absent for a national one, which everybody has. */
  form: statisticalForm.optional(),
  note: z.string().nullable(),
  issuedBy: z.string(),
});
export const reviewReturnInput = z
  .strictObject({
    year,
    formKey,
    unitTenantId: tenantId,
    decision: z.enum(['accepted', 'returned']),
    reason: text(500).optional(),
  })
  .refine(({ decision, reason }) => decision === 'accepted' || reason !== undefined, { path: ['reason'] });
export type ReviewReturnInput = z.infer<typeof reviewReturnInput>;
export const reviewReturnBody = z.object({
  year: z.number().int(),
  /** A unit that was merged: its document goes to the one that goes on. */
  unitTenantId: tenantId.optional(),
  unitName: z.string().optional(),
  formKey: z.string(),
  formName: z.string(),
  reason: z.string().nullable(),
  issuedBy: z.string(),
});

export const receivedFormView = z.object({
  formKey,
  name: words,
  isOwn: z.boolean(),
  owed: z.number().int(),
  handedUp: z.number().int(),
  accepted: z.number().int(),
});
export type ReceivedFormView = z.infer<typeof receivedFormView>;

export const unitReturnView = z.object({
  tenantId,
  name: z.string(),
  kind: tenantKind.nullable(),
  state: reportingState,
  basis: figureBasis,
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  submittedAt: z.string().nullable(),
  problems: z.number().int(),
  reason: z.string().nullable(),
});
export type UnitReturnView = z.infer<typeof unitReturnView>;

export const consolidatedView = z.object({
  form: statisticalForm,
  year: z.number().int(),
  units: z.array(unitReturnView),
  cells: z.array(
    z.object({
      ref: z.string(),
      value: z.number().nullable(),
      lastYear: z.number().nullable(),
      units: z.number().int(),
    }),
  ),
  problems: z.array(problemView.omit({ explanation: true })),
  outliers: z.array(z.object({ ref: z.string(), unitName: z.string(), value: z.number(), median: z.number() })),
  /** Units that owe the form and whose return does not count. */
  missing: z.array(z.string()),
  supervisors: z.array(z.string()),
  handedOnAt: z.string().nullable(),
});
export type ConsolidatedView = z.infer<typeof consolidatedView>;

export const receivedReturnInput = z.strictObject({ year, formKey, unitTenantId: tenantId, basis: figureBasis });
export const receivedReturnView = z.object({
  form: statisticalForm,
  unitName: z.string(),
  asOf: isoDate,
  submittedBy: z.string(),
  submittedAt: z.string(),
  cells: z.record(z.string(), z.number().nullable()),
  problems: z.array(problemView),
  /** Of a sum: each unit in it with its cells, as they were added. */
  parts: z.array(
    z.object({ unitTenantId: tenantId, unitName: z.string(), cells: z.record(z.string(), z.number().nullable()) }),
  ),
});
export type ReceivedReturnView = z.infer<typeof receivedReturnView>;

export const ownFormView = z.object({
  id: uuid,
  name: z.string(),
  state: z.enum(['draft', 'issued', 'retired']),
  rowVersion: z.number().int(),
  form: statisticalForm,
  createdByName: z.string(),
});
export type OwnFormView = z.infer<typeof ownFormView>;
/** A cell that is `indicator:<code>`, `entered`, `none`, or the sum of the other cells of its row or of the rows above. */
const cellChoice = z.union([
  z.enum(['entered', 'none', 'row_sum', 'column_sum']),
  z.string().regex(/^indicator:[A-Za-z0-9-]{1,12}$/),
]);
const formPartInput = z.strictObject({
  /** Absent: as the form itself, which is enough where there is one part. */
  title: optionalText(60),
  columns: z.array(text(40)).min(1).max(20),
  rows: z
    .array(z.strictObject({ title: text(60), unit: optionalText(10), cells: z.array(cellChoice).min(1).max(20) }))
    .min(1)
    .max(200),
});
/** A cell by its place, counted from nought. */
const cellPlace = z.strictObject({
  part: z.number().int().min(0),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
});
const side = z.array(cellPlace).min(1).max(50);
const formCheckInput = z.strictObject({ text: text(100), left: side, op: z.enum(CHECK_OPS), right: side });
export const saveFormInput = z.strictObject({
  /** Absent for a new form. */
  id: uuid.optional(),
  rowVersion: z.number().int().min(0),
  name: text(60),
  fillers: z.array(tenantKind).min(1),
  parts: z.array(formPartInput).min(1).max(20),
  checks: z.array(formCheckInput).max(100).default([]),
});
export type FormPartInput = z.infer<typeof formPartInput>;
export type SaveFormInput = z.infer<typeof saveFormInput>;
export const handOnReturnView = z.object({ units: z.number().int(), supervisors: z.array(z.string()) });
