import { z } from 'zod';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { TEXT_ACTS, TEXT_SORTS, TEXT_STATES } from './text-vocabulary.ts';

/** 展陈文稿: the wording of a panel or a part of an exhibition, by version, from the draft to what is hung up. */
export const EXHIBITION_REGISTER = 'exhibition';
const MOST_WORDS = 20_000;

export const draftTextInput = z.strictObject({
  title: text(100),
  place: optionalText(100),
  exhibitionId: uuid.optional(),
  words: text(MOST_WORDS),
});
export type DraftTextInput = z.infer<typeof draftTextInput>;

const key = { textId: uuid, rowVersion: z.number().int().min(1) };
export const textRef = z.strictObject({ textId: uuid });
/** The next version: the wording of before stays. */
export const reviseTextInput = z.strictObject({ ...key, words: text(MOST_WORDS) });
export type ReviseTextInput = z.infer<typeof reviseTextInput>;
export const submitTextInput = z.strictObject(key);
export type SubmitTextInput = z.infer<typeof submitTextInput>;
/** 核对 and 审定: taken, or returned with what is to be mended. */
export const decideTextInput = z
  .strictObject({ ...key, isTaken: z.boolean(), opinion: optionalText(1000) })
  .refine(({ isTaken, opinion }) => isTaken || opinion !== undefined, { path: ['opinion'] });
export type DecideTextInput = z.infer<typeof decideTextInput>;

const textFilter = {
  state: z.enum(TEXT_STATES).optional(),
  exhibitionId: uuid.optional(),
  q: optionalText(60),
  sort: z.enum(TEXT_SORTS).default('-changed'),
};
export const listTextsInput = z.strictObject({ ...pageInput, ...textFilter });
export type ListTextsInput = z.infer<typeof listTextsInput>;
export const exportTextsInput = z.strictObject(textFilter);
export type TextFilter = z.infer<typeof exportTextsInput>;

export const exhibitionTextView = z.object({
  id: uuid,
  title: z.string(),
  place: z.string(),
  exhibitionId: uuid.nullable(),
  exhibitionTitle: z.string().nullable(),
  state: z.enum(TEXT_STATES),
  version: z.number().int(),
  approvedVersion: z.number().int().nullable(),
  draftedByName: z.string(),
  changedAt: z.string(),
  rowVersion: z.number().int(),
});
export type ExhibitionTextView = z.infer<typeof exhibitionTextView>;
export const exhibitionTextPage = pageOf(exhibitionTextView);

export const textStepView = z.object({
  id: uuid,
  version: z.number().int(),
  act: z.enum(TEXT_ACTS),
  words: z.string(),
  byName: z.string(),
  at: z.string(),
});
export type TextStepView = z.infer<typeof textStepView>;
export const exhibitionTextDetail = exhibitionTextView.extend({
  /** Of the newest version. */
  words: z.string(),
  /** Oldest first, the wording of each version with its draft. */
  steps: z.array(textStepView),
  /** Nobody checks or approves what he wrote. */
  isOwn: z.boolean(),
});
export type ExhibitionTextDetail = z.infer<typeof exhibitionTextDetail>;

export const exhibitionOption = z.object({ id: uuid, title: z.string() });
export type ExhibitionOption = z.infer<typeof exhibitionOption>;
