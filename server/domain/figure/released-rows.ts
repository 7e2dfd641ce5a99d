import { z } from 'zod';
import { isoDate, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { RECORD_CLASSES, type RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import { FIGURES, type FigureCode } from './figures.ts';
import { registerOfFigure } from './register-figures.ts';

/*
 * From a released figure to its rows: what was given stays to be seen by its supervisor; the rows are the unit's and are
 * opened by a live grant of their record class only.
 */

/** Which grant opens the records that a figure counts; null where none does. */
export interface RecordsOfFigure {
  recordClass: RecordClass;
  /** Of the class `register`: which 台账 the grant has to name. */
  register: string | null;
}
const CLASSES: Readonly<Partial<Record<string, RecordClass>>> = {
  archive_item: 'archive',
  reading_visit: 'use',
  course_session: 'training',
};

const ofSource = (source: string, register: string | null): RecordsOfFigure | null => {
  if (register !== null) return { recordClass: 'register', register };
  const recordClass = CLASSES[source];
  return recordClass ? { recordClass, register: null } : null;
};

/** The records behind a figure of the report. */
export const recordsOfFigure = (code: FigureCode): RecordsOfFigure | null =>
  ofSource(FIGURES[code].source, registerOfFigure(code));

const year = z.number().int().min(1949).max(2999);
export const releasedFigureInput = z.strictObject({ unitTenantId: tenantId, code: z.string().min(3).max(12), year });
export type ReleasedFigureInput = z.infer<typeof releasedFigureInput>;

/**
 * `granted`: a live grant of mine covers the records. `no_grant`: it would take one. `no_class`: no grant ever opens these
 * records. `not_kept`: so many rows that only their number and digest were kept.
 */
export const ROW_ACCESS = ['granted', 'no_grant', 'no_class', 'not_kept'] as const;
export const releasedFigureView = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  code: z.string(),
  year,
  value: z.number().nullable(),
  asOf: isoDate,
  releasedAt: z.string(),
  version: z.number().int(),
  note: z.string().nullable(),
  rows: z.number().int(),
  /** Over the ids of the rows in their order. */
  sha256: z.string(),
  access: z.enum(ROW_ACCESS),
  recordClass: z.enum(RECORD_CLASSES).nullable(),
  register: z.string().nullable(),
  /** Of the grant that opens them. */
  unitSlug: z.string().nullable(),
  validTo: z.string().nullable(),
});
export type ReleasedFigureView = z.infer<typeof releasedFigureView>;

export const releasedRowsInput = z.strictObject({ ...pageInput, ...releasedFigureInput.shape });
export type ReleasedRowsInput = z.infer<typeof releasedRowsInput>;
export const releasedRow = z.object({
  id: uuid,
  label: z.string(),
  detail: z.string().nullable(),
  on: isoDate.nullable(),
});
export type ReleasedRow = z.infer<typeof releasedRow>;
export const releasedRowsView = pageOf(releasedRow);
