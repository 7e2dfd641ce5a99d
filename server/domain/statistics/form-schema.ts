import { z } from 'zod';
import { text } from '@/server/domain/shared/ids';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { CHECK_OPS } from './check-ops.ts';

/*
 * 统计报表: tables of rows and columns. Each cell is computed from an indicator or a figure, entered by a person, or the
 * sum of other cells; checks compare cells with cells. The national forms stand in code, a bureau's own in its table.
 */

const words = z.strictObject({ zh: text(100), en: text(100) });
const key = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/);
/** `<row>.<column>`; rows are named once in a form, whatever part they stand in. */
const cellRef = z.string().regex(/^[A-Za-z0-9_-]{1,20}\.[A-Za-z0-9_-]{1,20}$/);

const cellRule = z.discriminatedUnion('by', [
  /** `yearsBack` 1: as it was at the end of the year before. */
  z.strictObject({ by: z.literal('indicator'), code: z.string().max(20), yearsBack: z.literal(1).optional() }),
  z.strictObject({ by: z.literal('entered') }),
  z.strictObject({ by: z.literal('sum'), of: z.array(cellRef).min(1).max(200) }),
]);
export type CellRule = z.infer<typeof cellRule>;

const formColumn = z.strictObject({ key, title: words });
const formRow = z.strictObject({
  key,
  title: words,
  unit: z.strictObject({ zh: z.string().max(20), en: z.string().max(40) }),
  /** By the key of the column; a column that is not named has no cell in this row. */
  cells: z.record(key, cellRule),
});
const formPart = z.strictObject({
  key,
  title: words,
  columns: z.array(formColumn).min(1).max(20),
  rows: z.array(formRow).min(1).max(200),
});
/** 平衡关系: the cells of one side, added up, against those of the other. */
const formCheck = z.strictObject({
  key,
  text: words,
  left: z.array(cellRef).min(1).max(50),
  op: z.enum(CHECK_OPS),
  right: z.array(cellRef).min(1).max(50),
});

export const statisticalForm = z.strictObject({
  /** The code of a national form, or the id of a bureau's own one. */
  key: z.string().max(40),
  name: words,
  fillers: z.array(tenantKind).min(1),
  parts: z.array(formPart).min(1).max(20),
  checks: z.array(formCheck).max(100),
});
export type StatisticalForm = z.infer<typeof statisticalForm>;
export type FormPart = z.infer<typeof formPart>;
