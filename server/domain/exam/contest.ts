import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { AWARDS, CONTEST_FORMS, CONTEST_LEVELS } from './exam-vocabulary.ts';

export const contestForm = z.enum(CONTEST_FORMS);
export const contestLevel = z.enum(CONTEST_LEVELS);
export const award = z.enum(AWARDS);
export const contestState = z.enum(['open', 'settled']);

const contestFields = {
  title: text(120),
  form: contestForm,
  level: contestLevel,
  organiser: text(80),
  heldOn: isoDate,
  /** An exam of this workspace whose papers are the entries. */
  examId: uuid.nullable(),
  note: optionalText(1_000),
};
export const createContestInput = z.strictObject(contestFields);
export type CreateContestInput = z.infer<typeof createContestInput>;
export const changeContestInput = z.strictObject({ ...contestFields, contestId: uuid, rowVersion: z.number().int() });
export type ChangeContestInput = z.infer<typeof changeContestInput>;

export const contestFilter = {
  q: optionalText(60),
  year: z.number().int().min(1900).max(2999).optional(),
  level: contestLevel.optional(),
};
export const listContestsInput = z.strictObject({ ...pageInput, ...contestFilter });
export type ListContestsInput = z.infer<typeof listContestsInput>;

export const contestRowView = z.object({
  id: uuid,
  title: z.string(),
  form: contestForm,
  level: contestLevel,
  organiser: z.string(),
  heldOn: isoDate,
  examId: uuid.nullable(),
  note: z.string(),
  state: contestState,
  entryCount: z.number().int(),
  awardCount: z.number().int(),
  rowVersion: z.number().int(),
});
export type ContestRowView = z.infer<typeof contestRowView>;
export const contestPage = pageOf(contestRowView);
export const contestView = contestRowView.extend({ examTitle: z.string().nullable() });
export type ContestView = z.infer<typeof contestView>;

export const entryLine = z.strictObject({
  unitName: text(120),
  entrantName: text(120),
  score: z.number().min(0).max(100_000).multipleOf(0.1).nullable(),
  rank: z.number().int().min(1).max(10_000).nullable(),
  award: award.nullable(),
  note: optionalText(200),
});
export type EntryLine = z.infer<typeof entryLine>;

export const enterEntriesInput = z.strictObject({ contestId: uuid, entries: z.array(entryLine).min(1).max(500) });
export type EnterEntriesInput = z.infer<typeof enterEntriesInput>;
export const changeContestEntryInput = z.strictObject({
  entryId: uuid,
  rowVersion: z.number().int(),
  entry: entryLine,
});
export type ChangeContestEntryInput = z.infer<typeof changeContestEntryInput>;

/** 排名次: by the papers handed in; the first so many get each award. */
export const rankContestInput = z.strictObject({
  contestId: uuid,
  first: z.number().int().min(0).max(1_000),
  second: z.number().int().min(0).max(1_000),
  third: z.number().int().min(0).max(1_000),
  merit: z.number().int().min(0).max(1_000),
});
export type RankContestInput = z.infer<typeof rankContestInput>;

export const listEntriesInput = z.strictObject({ ...pageInput, contestId: uuid, q: optionalText(60) });
export type ListContestEntriesInput = z.infer<typeof listEntriesInput>;
export const contestEntryView = z.object({
  id: uuid,
  unitName: z.string(),
  entrantName: z.string(),
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  award: award.nullable(),
  note: z.string(),
  rowVersion: z.number().int(),
});
export type ContestEntryView = z.infer<typeof contestEntryView>;
export const contestEntryPage = pageOf(contestEntryView);
