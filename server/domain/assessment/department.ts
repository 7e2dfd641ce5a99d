import { z } from 'zod';
import { frozenList } from '@/server/domain/inspection/checklist-review';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { assessmentYear } from './assessment.ts';
import {
  DEPARTMENT_ROUND_STATES,
  DEPARTMENT_SHEET_STATES,
  MOST_DEPARTMENT_ITEMS,
  MOST_EVIDENCE_FILES,
} from './department-words.ts';

/** 科室考核: a unit's own departments, by a list of points. */

const MOST_DEPARTMENTS = 500;
const note = z
  .string()
  .trim()
  .max(1000)
  .refine((value) => !value.includes('\u0000'), 'NUL')
  .default('');
const points = z.number().min(0).max(100).multipleOf(0.1);

export const openDepartmentRoundInput = z.strictObject({
  year: assessmentYear,
  title: text(100),
  words: note,
  dueOn: isoDate,
  items: z
    .array(z.strictObject({ zh: text(200), score: points.refine((value) => value > 0, 'positive') }))
    .min(1)
    .max(MOST_DEPARTMENT_ITEMS),
  departmentIds: z.array(uuid).min(1).max(MOST_DEPARTMENTS),
});
export type OpenDepartmentRoundInput = z.infer<typeof openDepartmentRoundInput>;

export const listDepartmentRoundsInput = z.strictObject({ ...pageInput, year: assessmentYear.optional() });
export type ListDepartmentRoundsInput = z.infer<typeof listDepartmentRoundsInput>;
export const departmentRoundRef = z.strictObject({ assessmentId: uuid });
export const departmentSheetRef = z.strictObject({ sheetId: uuid });

export const departmentRoundView = z.object({
  id: uuid,
  year: z.number().int(),
  title: z.string(),
  words: z.string(),
  dueOn: isoDate,
  state: z.enum(DEPARTMENT_ROUND_STATES),
  closedByName: z.string().nullable(),
  createdAt: z.string(),
  departments: z.number().int(),
  submitted: z.number().int(),
  reviewed: z.number().int(),
});
export type DepartmentRoundView = z.infer<typeof departmentRoundView>;

const sheetRow = {
  id: uuid,
  assessmentId: uuid,
  title: z.string(),
  year: z.number().int(),
  dueOn: isoDate,
  roundState: z.enum(DEPARTMENT_ROUND_STATES),
  departmentName: z.string(),
  state: z.enum(DEPARTMENT_SHEET_STATES),
  selfPercent: z.number().nullable(),
  submittedAt: z.string().nullable(),
  submittedByName: z.string().nullable(),
  returnReason: z.string().nullable(),
  gotPoints: z.number().nullable(),
  percent: z.number().nullable(),
  gradeName: z.string().nullable(),
  rank: z.number().int().nullable(),
};
export const departmentSheetRowView = z.object(sheetRow);
export type DepartmentSheetRowView = z.infer<typeof departmentSheetRowView>;
export const departmentRoundWithSheets = departmentRoundView.extend({ sheets: z.array(departmentSheetRowView) });

/** Points of one item; null while nothing was said. */
export const departmentAnswer = z.strictObject({
  itemCode: z.string().min(1).max(20),
  points: points.nullable(),
  note,
});
export type DepartmentAnswer = z.infer<typeof departmentAnswer>;
export const departmentAnswers = z.array(departmentAnswer).max(MOST_DEPARTMENT_ITEMS);

/** What a department says of itself, with the files behind it; left out, those that are there stay. */
const departmentSelfAnswer = departmentAnswer.extend({
  objectIds: z.array(uuid).max(MOST_EVIDENCE_FILES).optional(),
});
export const departmentFileView = z.object({
  itemCode: z.string(),
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
});
export type DepartmentFileView = z.infer<typeof departmentFileView>;
export const departmentFileRef = z.strictObject({ sheetId: uuid, objectId: uuid });

export const departmentSheetView = z.object({
  ...sheetRow,
  words: z.string(),
  list: frozenList,
  selfAnswers: departmentAnswers,
  reviewAnswers: departmentAnswers,
  /** 佐证 of the self-score, item by item. */
  files: z.array(departmentFileView),
  opinion: z.string(),
  reviewedByName: z.string().nullable(),
  /** What the year's filing plan says of the department: what it owes, what was taken in. Null without a plan. */
  filing: z.object({ expected: z.number().int(), accepted: z.number().int() }).nullable(),
  rowVersion: z.number().int(),
});
export type DepartmentSheetView = z.infer<typeof departmentSheetView>;

/** 科室自评: kept as it is, or handed in when it is whole. */
export const departmentSelfInput = z.strictObject({
  sheetId: uuid,
  rowVersion: z.number().int().min(1),
  answers: z.array(departmentSelfAnswer).max(MOST_DEPARTMENT_ITEMS),
  isDone: z.boolean(),
});
export type DepartmentSelfInput = z.infer<typeof departmentSelfInput>;
/** 复核评分 by the archivist, kept or finished. */
export const departmentReviewInput = departmentSelfInput.extend({ answers: departmentAnswers, opinion: note });
export type DepartmentReviewInput = z.infer<typeof departmentReviewInput>;
export const returnDepartmentInput = z.strictObject({
  sheetId: uuid,
  rowVersion: z.number().int().min(1),
  reason: text(500),
});
export type ReturnDepartmentInput = z.infer<typeof returnDepartmentInput>;
export const listOwnSheetsInput = z.strictObject({ ...pageInput });
