import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { checklistCode } from './checklist.ts';
import { answerValues, frozenList, itemCode } from './checklist-review.ts';
import { SELF_CHECK_STATES, VERDICTS } from './checklist-vocabulary.ts';
import { attachmentView } from './finding.ts';
import { probeResultView } from './probe-views.ts';
import { MOST_PHOTOS } from './vocabulary.ts';

/** 自查, as the unit sees it. `asked`: a request that nobody has opened yet. */
export const SELF_CHECK_LIST_STATES = ['asked', ...SELF_CHECK_STATES] as const;
const listState = z.enum(SELF_CHECK_LIST_STATES);

export const listSelfChecksInput = z.strictObject({ ...pageInput, state: listState.optional() });
export type ListSelfChecksInput = z.infer<typeof listSelfChecksInput>;

export const selfCheckRowView = z.object({
  id: uuid.nullable(),
  requestDispatchId: uuid.nullable(),
  askerName: z.string().nullable(),
  title: z.string(),
  dueOn: isoDate.nullable(),
  state: listState,
  submittedAt: z.string().nullable(),
  items: z.number().int(),
  answered: z.number().int(),
});
export type SelfCheckRowView = z.infer<typeof selfCheckRowView>;

export const selfCheckRef = z.strictObject({ selfCheckId: uuid });
export const openSelfCheckInput = z.strictObject({ requestDispatchId: uuid });
export const startSelfCheckInput = z.strictObject({ templateCode: checklistCode });

export const answerSelfCheckInput = z.strictObject({
  selfCheckId: uuid,
  itemCode,
  rowVersion: z.number().int().min(0),
  ...answerValues,
  objectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type AnswerSelfCheckInput = z.infer<typeof answerSelfCheckInput>;

export const selfCheckView = z.object({
  id: uuid,
  requestDispatchId: uuid.nullable(),
  askerName: z.string().nullable(),
  title: z.string(),
  words: z.string().nullable(),
  list: frozenList,
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  dueOn: isoDate.nullable(),
  state: z.enum(SELF_CHECK_STATES),
  submittedAt: z.string().nullable(),
  submittedByName: z.string().nullable(),
  answers: z.array(
    z.object({
      itemCode: z.string(),
      verdict: z.enum(VERDICTS).nullable(),
      countValue: z.number().nullable(),
      sampleSize: z.number().int().nullable(),
      sampleFaults: z.number().int().nullable(),
      points: z.number().nullable(),
      note: z.string(),
      files: z.array(attachmentView),
      answeredByName: z.string(),
      answeredAt: z.string(),
      rowVersion: z.number().int(),
    }),
  ),
  probes: z.array(probeResultView),
});
export type SelfCheckView = z.infer<typeof selfCheckView>;
