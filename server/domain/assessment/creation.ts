import { z } from 'zod';
import { attachmentView } from '@/server/domain/inspection/finding';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { RATING_KINDS } from './assessment-vocabulary.ts';
import { MOST_STEP_FILES, MOST_STEPS } from './creation-words.ts';

/** 创建工作: the way to a level, in steps; and its supervision by the office above. */

const ratingKind = z.enum(RATING_KINDS);
const stepCode = z.string().regex(/^[A-Z][0-9]{1,3}$/);
const step = {
  code: stepCode,
  title: text(200),
  ownerName: text(60),
  dueOn: isoDate,
  doneOn: isoDate.nullable().default(null),
  note: z.string().trim().max(1000).default(''),
};
export const keptStep = z.object(step);
export type KeptStep = z.infer<typeof keptStep>;

export const saveProjectInput = z.strictObject({
  /** Absent for a new one. */
  projectId: uuid.optional(),
  rowVersion: z.number().int().min(0),
  ratingKind,
  level: text(40),
  title: text(100),
  basis: z.string().trim().max(1000).default(''),
  targetOn: isoDate,
  selfCheckId: uuid.nullable().default(null),
  steps: z
    .array(z.strictObject({ ...step, objectIds: z.array(uuid).max(MOST_STEP_FILES).default([]) }))
    .min(1)
    .max(MOST_STEPS),
});
export type SaveProjectInput = z.infer<typeof saveProjectInput>;

export const projectRef = z.strictObject({ projectId: uuid });
export const projectFileRef = projectRef.extend({ stepCode, objectId: uuid });
export const listProjectsInput = z.strictObject({ ...pageInput });
export type ListProjectsInput = z.infer<typeof listProjectsInput>;
export const reportProjectInput = projectRef.extend({ words: text(2000) });
export type ReportProjectInput = z.infer<typeof reportProjectInput>;
export const stopProjectInput = projectRef.extend({ rowVersion: z.number().int().min(1), reason: text(500) });
export type StopProjectInput = z.infer<typeof stopProjectInput>;

const selfTest = z.object({ id: uuid, title: z.string(), state: z.string(), percent: z.number().nullable() });
const word = z.object({ officeName: z.string(), words: z.string(), saidBy: z.string(), saidAt: z.string() });

const projectRow = {
  id: uuid,
  ratingKind,
  level: z.string(),
  title: z.string(),
  targetOn: isoDate,
  state: z.enum(['active', 'stopped']),
  steps: z.array(keptStep),
  reportedAt: z.string().nullable(),
  isApplied: z.boolean(),
};
export const projectRowView = z.object(projectRow);
export type ProjectRowView = z.infer<typeof projectRowView>;
export const projectView = z.object({
  ...projectRow,
  basis: z.string(),
  stopReason: z.string().nullable(),
  steps: z.array(keptStep.extend({ files: z.array(attachmentView) })),
  selfTest: selfTest.nullable(),
  /** 指导意见 to its newest report. */
  word: word.nullable(),
  rowVersion: z.number().int(),
});
export type ProjectView = z.infer<typeof projectView>;

/** 创建进展 as the office receives it, frozen. */
export const creationReportBody = z.object({
  ratingKind,
  level: z.string(),
  title: z.string(),
  basis: z.string(),
  targetOn: isoDate,
  words: z.string(),
  steps: z.array(keptStep.extend({ objectIds: z.array(uuid) })),
  selfPercent: z.number().nullable(),
  reportedBy: z.string(),
});
export const creationWordBody = z.object({ words: z.string(), saidBy: z.string() });

export const listReceivedProjectsInput = z.strictObject({ ...pageInput });
export const receivedProjectRef = z.strictObject({ dispatchId: uuid });
const received = {
  dispatchId: uuid,
  unitName: z.string(),
  dispatchedAt: z.string(),
  word: word.nullable(),
  report: creationReportBody,
};
export const receivedProjectRowView = z.object(received);
export type ReceivedProjectRowView = z.infer<typeof receivedProjectRowView>;
export const receivedProjectView = z.object({ ...received, files: z.array(attachmentView) });
export type ReceivedProjectView = z.infer<typeof receivedProjectView>;
export const answerProjectInput = receivedProjectRef.extend({ words: text(2000) });
export type AnswerProjectInput = z.infer<typeof answerProjectInput>;
