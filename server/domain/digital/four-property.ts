import { z } from 'zod';
import { CHECK_PHASES } from '@/server/domain/digital/four-property-rules';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 四性检测: runs over electronic records, their results, the opinions of persons. */

export const CHECK_RESULTS = ['passed', 'failed', 'not_applicable', 'needs_person', 'not_run'] as const;
export const checkResult = z.enum(CHECK_RESULTS);
export type CheckResult = z.infer<typeof checkResult>;
/** `open`: nothing failed, but a person or a tool has still to say something. */
export const VERDICTS = ['passed', 'open', 'failed'] as const;
export const verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdict>;

/** What one item found: a machine word, and the file or field that it is about. */
export const itemResult = z.object({
  result: checkResult,
  detail: z.string().optional(),
  subject: z.string().optional(),
  /** Decided by a person. */
  byPerson: z.boolean().optional(),
});
export type ItemResult = z.infer<typeof itemResult>;
export const itemResults = z.record(z.string(), itemResult);
export type ItemResults = z.infer<typeof itemResults>;

const MOST_RECORDS = 2_000;
const records = z.strictObject({
  kind: z.literal('records'),
  itemIds: z.array(uuid).min(1).max(MOST_RECORDS),
});
const link = z.strictObject({ kind: z.literal('link'), linkBatchId: uuid });
const year = z.strictObject({
  kind: z.literal('year'),
  categoryCode: z.string().max(20).optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
});
const transfer = z.strictObject({ kind: z.literal('transfer'), transferBatchId: uuid });
const askedScope = z.discriminatedUnion('kind', [records, link, year, transfer]);
/** Said by the filing itself: what an earlier run has opened within the term is not opened again. */
const onlyNew = z.literal(true).optional();
/** What a person may ask for, what a filing owes, and what comes up for its term, which only the clock asks for. */
export const fourPropertyScope = z.discriminatedUnion('kind', [
  records.extend({ onlyNew }),
  link.extend({ onlyNew }),
  year,
  transfer,
  z.strictObject({ kind: z.literal('due') }),
]);
export type FourPropertyScope = z.infer<typeof fourPropertyScope>;

export const startFourPropertyInput = z.strictObject({ phase: z.enum(CHECK_PHASES), scope: askedScope });
export type StartFourPropertyInput = z.infer<typeof startFourPropertyInput>;
export type OwedFourProperty = Omit<StartFourPropertyInput, 'scope'> & { scope: FourPropertyScope };
export const startedCheck = z.object({ runId: uuid, jobId: uuid });

export const fourPropertyRunView = z.object({
  id: uuid,
  phase: z.enum(CHECK_PHASES),
  scope: fourPropertyScope,
  state: z.enum(['owed', 'running', 'done', 'failed']),
  verdict: verdict.nullable(),
  recordCount: z.number().int(),
  failedCount: z.number().int(),
  openCount: z.number().int(),
  passedCount: z.number().int(),
  changedCount: z.number().int(),
  askedByName: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type FourPropertyRunView = z.infer<typeof fourPropertyRunView>;

export const opinionView = z.object({
  id: uuid,
  code: z.string(),
  itemId: uuid.nullable(),
  referenceCode: z.string().nullable(),
  verdict: z.enum(['passed', 'failed', 'not_applicable']),
  reason: z.string(),
  recordCount: z.number().int(),
  decidedByName: z.string(),
  decidedAt: z.string(),
});
export type OpinionView = z.infer<typeof opinionView>;

/** How many records of the run have which result in an item; of an item about the installation, one. */
export const itemCount = z.object({
  code: z.string(),
  counts: z.partialRecord(checkResult, z.number().int()),
  own: itemResult.nullable(),
});
export type ItemCount = z.infer<typeof itemCount>;

export const fourPropertyDetail = fourPropertyRunView.extend({
  ruleSet: z.string(),
  jobId: uuid.nullable(),
  byteCount: z.number(),
  fileCount: z.number().int(),
  /** Of these, opened by this run; what an earlier one has seen of the others was taken over. */
  openedCount: z.number().int(),
  /** Files of the run that no scanner has looked at. */
  notScanned: z.number().int(),
  items: z.array(itemCount),
  opinions: z.array(opinionView),
});
export type FourPropertyDetail = z.infer<typeof fourPropertyDetail>;

export const runInput = z.strictObject({ runId: uuid });
export const RECORD_FILTERS = ['all', 'failed', 'open', 'passed', 'changed'] as const;
export const checkedRecordsInput = z.strictObject({
  runId: uuid,
  only: z.enum(RECORD_FILTERS).default('all'),
  /** Only records in which this item is not passed. */
  code: z.string().max(8).optional(),
  ...pageInput,
});
export type CheckedRecordsInput = z.infer<typeof checkedRecordsInput>;
export const itemChange = z.object({ code: z.string(), before: checkResult, after: checkResult });
export type ItemChange = z.infer<typeof itemChange>;
export const checkedRecordView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  fileCount: z.number().int(),
  verdict,
  results: itemResults,
  changes: z.array(itemChange),
  previousRunId: uuid.nullable(),
  checkedAt: z.string(),
});
export type CheckedRecordView = z.infer<typeof checkedRecordView>;
export const checkedRecordPage = pageOf(checkedRecordView);
export type CheckedRecordPage = z.infer<typeof checkedRecordPage>;

/** 人工结论 about one record, or about every record of the run in which the item is open. */
export const giveOpinionInput = z.strictObject({
  runId: uuid,
  code: z.string().min(3).max(8),
  itemId: uuid.optional(),
  verdict: z.enum(['passed', 'failed', 'not_applicable']),
  reason: text(500),
});
export type GiveOpinionInput = z.infer<typeof giveOpinionInput>;

/** The newest result of a record, for its page. */
export const newestCheckView = z
  .object({ runId: uuid, phase: z.enum(CHECK_PHASES), verdict, checkedAt: z.string() })
  .nullable();
export type NewestCheckView = z.infer<typeof newestCheckView>;

/** 定期复检: how many electronic records there are, and how many of them nobody has judged within the term. */
export const recheckView = z.object({
  records: z.number().int(),
  due: z.number().int(),
  termDays: z.number().int(),
  /** When the clock last owed a run. */
  lastAt: z.string().nullable(),
});
export type RecheckView = z.infer<typeof recheckView>;
