import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { registerCode } from './register-entry.ts';

/** 从文件导入: a file of rows, read in by a job; what cannot be entered is said row by row. */
export const IMPORT_STATES = ['reading', 'done', 'failed', 'undone'] as const;

export const startRegisterImportInput = z.strictObject({
  code: registerCode,
  objectId: uuid,
  /** By field: what holds for every row that is silent about it. */
  fixed: z.record(z.string().max(40), z.string().max(200)).default({}),
});
export type StartRegisterImportInput = z.infer<typeof startRegisterImportInput>;

export const registerImportView = z.object({
  id: uuid,
  code: registerCode,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  errorCode: z.string().nullable(),
  enteredRows: z.number().int(),
  knownRows: z.number().int(),
  wrongRows: z.number().int(),
  createdByName: z.string(),
  createdAt: z.string(),
});
export type RegisterImportView = z.infer<typeof registerImportView>;

/** `known`: it stands in the register word for word. `taken`: there is another entry in its place. */
export const ROW_PROBLEMS = [
  'missing',
  'form',
  'range',
  'unknown_choice',
  'too_long',
  'order',
  'known',
  'taken',
  'classified',
] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

export const listImportNotesInput = z.strictObject({ ...pageInput, importId: uuid });
export type ListImportNotesInput = z.infer<typeof listImportNotesInput>;
export const importNoteView = z.object({
  rowNumber: z.number().int(),
  problem: z.enum(ROW_PROBLEMS),
  /** The field that it is about. */
  field: z.string().nullable(),
  /** What the row says there. */
  said: z.string().nullable(),
});
export type ImportNoteView = z.infer<typeof importNoteView>;
export const importNotePage = pageOf(importNoteView);
export const undoImportInput = z.strictObject({ importId: uuid, reason: text(200) });
