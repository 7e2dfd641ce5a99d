import { z } from 'zod';
import { itemFilterInput } from '@/server/domain/archive/archive-list';
import { CHECK_RULE_CODES } from '@/server/domain/archive/check-rules';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 整理校验: a run over a scope, its work list, its explanations. */

const MOST_SELECTED = 5_000;
export const checkScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit'), fondsId: uuid.optional() }),
  z.strictObject({
    kind: z.literal('year'),
    filingYear: z.number().int().min(1000).max(2999),
    fondsId: uuid.optional(),
  }),
  z.strictObject({ kind: z.literal('selection'), itemIds: z.array(uuid).min(1).max(MOST_SELECTED) }),
  /** All that the list finds: looked up when the run begins, however many they are. */
  z.strictObject({ kind: z.literal('list'), filters: itemFilterInput }),
]);
export type CheckScope = z.infer<typeof checkScope>;
/** The most records that a search for words may find to be checked as one list; a list by class may hold any number. */
export const MOST_FOUND_TO_CHECK = 20_000;

export const checkRuleCode = z.enum(CHECK_RULE_CODES);

export const startCheckInput = z.strictObject({
  scope: checkScope,
  /** All of them when none is named. */
  rules: z.array(checkRuleCode).max(CHECK_RULE_CODES.length).optional(),
});
export type StartCheckInput = z.infer<typeof startCheckInput>;

export const CHECK_STATES = ['owed', 'running', 'done', 'failed'] as const;
export const NOT_RUN_REASONS = ['no_schedule', 'selection', 'no_objects'] as const;
export type NotRunReason = (typeof NOT_RUN_REASONS)[number];

export const checkRunView = z.object({
  id: uuid,
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unit'), fondsId: uuid.optional() }),
    z.object({ kind: z.literal('year'), filingYear: z.number().int(), fondsId: uuid.optional() }),
    z.object({ kind: z.literal('selection'), count: z.number().int() }),
    z.object({ kind: z.literal('list'), filters: itemFilterInput }),
  ]),
  state: z.enum(CHECK_STATES),
  itemCount: z.number().int(),
  errorCount: z.number().int(),
  warningCount: z.number().int(),
  /** Against the run before over the same scope; null when it is the first. */
  newCount: z.number().int().nullable(),
  stillCount: z.number().int().nullable(),
  goneCount: z.number().int().nullable(),
  askedByName: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  previousRunId: uuid.nullable(),
});
export type CheckRunView = z.infer<typeof checkRunView>;

export const checkRunDetailView = checkRunView.extend({
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  errorCode: z.string().nullable(),
  rules: z.array(
    z.object({
      code: z.string(),
      version: z.number().int(),
      errors: z.number().int(),
      warnings: z.number().int(),
      explained: z.number().int(),
      fresh: z.number().int(),
      notRun: z.string().nullable(),
    }),
  ),
  /** Rules that were judged in another version the time before: their differences are not the catalogue's. */
  changedRules: z.array(z.string()),
});
export type CheckRunDetailView = z.infer<typeof checkRunDetailView>;

const resultFilters = {
  runId: uuid,
  ruleCode: checkRuleCode.optional(),
  severity: z.enum(['error', 'warning']).optional(),
  /** Explained ones are accepted: they are no work any more. */
  status: z.enum(['open', 'explained', 'all']).default('open'),
  /** Against the run before; `gone` lists what that one found and this one does not. */
  comparison: z.enum(['new', 'still', 'gone']).optional(),
};
export const checkResultsInput = z.strictObject({ ...resultFilters, ...pageInput });
export type CheckResultsInput = z.infer<typeof checkResultsInput>;
export const exportCheckInput = z.strictObject(resultFilters);
export type ExportCheckInput = z.infer<typeof exportCheckInput>;

export const checkResultView = z.object({
  id: uuid,
  ruleCode: z.string(),
  severity: z.enum(['error', 'warning']),
  itemId: uuid.nullable(),
  relatedItemId: uuid.nullable(),
  subject: z.string(),
  title: z.string().nullable(),
  field: z.string(),
  detail: z.string(),
  isNew: z.boolean().nullable(),
  explanation: z.object({ id: uuid, reason: z.string(), byName: z.string(), at: z.string() }).nullable(),
});
export type CheckResultView = z.infer<typeof checkResultView>;
export const checkResultPage = pageOf(checkResultView);
export type CheckResultPage = z.infer<typeof checkResultPage>;

/** 情况说明: accepted, with the reason. */
export const explainInput = z.strictObject({
  runId: uuid,
  resultIds: z.array(uuid).min(1).max(200),
  reason: text(300),
});
export type ExplainInput = z.infer<typeof explainInput>;
export const withdrawExplanationInput = z.strictObject({ id: uuid });
