import { z } from 'zod';
import { isoDate, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { RECORD_CLASSES, type RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import { isDefinedCode } from './defined-code.ts';
import { figureInWords } from './figure-in-words.ts';
import { FIGURE_CODES, FIGURES, type FigureCode } from './figures.ts';
import { registerOfFigure } from './register-figures.ts';

/*
 * From a released figure to its rows: what was given stays to be seen by its supervisor; the rows are the unit's and are
 * opened by a live grant of their record class only.
 */

/** Which grant opens the records that a figure counts; null where none does. */
export interface RecordsOfFigure {
  recordClass: RecordClass;
  /** Of the classes `register` and `storage`: which 台账 the grant has to name; null where any grant of the class will do. */
  register: string | null;
  table: RecordTable;
}
/** The tables that a grant opens and that figures count. */
export type RecordTable = 'archive_item' | 'reading_visit' | 'course_session' | 'register_entry' | StorageTable;
type StorageTable = 'storage_place' | 'storage_room_version' | 'box';
const TABLES: Readonly<Partial<Record<string, RecordsOfFigure>>> = {
  archive_item: { recordClass: 'archive', register: null, table: 'archive_item' },
  reading_visit: { recordClass: 'use', register: null, table: 'reading_visit' },
  course_session: { recordClass: 'training', register: null, table: 'course_session' },
  storage_place: { recordClass: 'storage', register: null, table: 'storage_place' },
  storage_room_version: { recordClass: 'storage', register: 'rooms', table: 'storage_room_version' },
  box: { recordClass: 'storage', register: 'boxes', table: 'box' },
};
const ofRegister = (register: string): RecordsOfFigure => ({
  recordClass: 'register',
  register,
  table: 'register_entry',
});
const REGISTER_SUBJECT = 'register.';

/** Where records of this kind can be read one by one; null where there is no such list. */
export const tableOfRecords = (kind: string): RecordTable | null =>
  kind === 'register_entry' ? 'register_entry' : (TABLES[kind]?.table ?? null);

const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

/**
 * The records behind a released figure.
 * @param subject what a figure counts that is none of the report's, as its release says
 */
export const recordsOfFigure = (code: string, subject?: string): RecordsOfFigure | null => {
  if (!isFigureCode(code)) {
    if (subject?.startsWith(REGISTER_SUBJECT)) return ofRegister(subject.slice(REGISTER_SUBJECT.length));
    return TABLES[subject ?? ''] ?? null;
  }
  const register = registerOfFigure(code);
  return register === null ? (TABLES[FIGURES[code].source] ?? null) : ofRegister(register);
};
/** So many rows go along with a number where a grant can open all of them as well; and where nothing else can. */
const GIVEN_BESIDE_A_GRANT = 2_000;
export const MOST_GIVEN = 20_000;
/** 连同明细: how many rows of a figure can be given along. */
export const mostGiven = (code: string, subject?: string): number =>
  recordsOfFigure(code, subject) ? GIVEN_BESIDE_A_GRANT : MOST_GIVEN;

export const isReleasedCode = (code: string): boolean => isFigureCode(code) || isDefinedCode(code);

/** A row as it was given along with the number. */
export const givenRow = z.object({
  id: uuid,
  label: z.string(),
  detail: z.string().nullable(),
  on: isoDate.nullable(),
  amount: z.number(),
});
export type GivenRow = z.infer<typeof givenRow>;

const year = z.number().int().min(1949).max(2999);
export const releasedFigureInput = z.strictObject({ unitTenantId: tenantId, code: z.string().min(3).max(12), year });
export type ReleasedFigureInput = z.infer<typeof releasedFigureInput>;

/**
 * `given`: the unit gave the rows along. `granted`: a live grant of mine covers the records. `no_grant`: it would take one.
 * `no_class`: no grant ever opens these records. `not_kept`: of so many rows only number and digest were kept (once).
 */
export const ROW_ACCESS = ['given', 'granted', 'no_grant', 'no_class', 'not_kept'] as const;
export const releasedFigureView = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  code: z.string(),
  /** What it means, where it is none of the report's. */
  words: figureInWords.nullable(),
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
