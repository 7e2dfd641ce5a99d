import { z } from 'zod';
import { categoryCode, filingYear } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { OPENING_OUTCOMES, OPENING_REASONS } from './vocabulary.ts';

/** 开放决定 on a holding, 开放至某年 and what still stands in its way. */

export const openingSelection = z.strictObject({
  fondsId: uuid.optional(),
  categoryCode: categoryCode.optional(),
  yearFrom: filingYear.optional(),
  yearTo: filingYear.optional(),
  /** Only what nobody has decided yet. */
  onlyUnreviewed: z.boolean().default(true),
  itemIds: z.array(uuid).max(2_000).optional(),
});
export type OpeningSelection = z.infer<typeof openingSelection>;
export const previewOpeningInput = z.strictObject({ selection: openingSelection });

export const decideOpeningInput = z
  .strictObject({
    decisionNumber: text(60),
    outcome: z.enum(OPENING_OUTCOMES),
    reasonCode: z.enum(OPENING_REASONS).optional(),
    reason: optionalText(500),
    delayedUntil: isoDate.optional(),
    /** 延期须报同级档案主管部门同意: who agreed. */
    approvedBy: optionalText(100),
    decidedOn: isoDate,
    publishedOn: isoDate.optional(),
    selection: openingSelection,
  })
  .refine((input) => input.outcome === 'open' || input.reasonCode !== undefined, { path: ['reasonCode'] })
  .refine(
    (input) => input.outcome !== 'delayed' || (input.approvedBy !== undefined && input.delayedUntil !== undefined),
    {
      path: ['approvedBy'],
    },
  )
  .refine(
    (input) => input.publishedOn === undefined || (input.outcome === 'open' && input.publishedOn >= input.decidedOn),
    {
      path: ['publishedOn'],
    },
  );
export type DecideOpeningInput = z.infer<typeof decideOpeningInput>;
export const decidedOpening = z.object({ decisionId: uuid, itemCount: z.number().nullable(), jobId: uuid.nullable() });

export const publishOpeningInput = z.strictObject({ decisionId: uuid, publishedOn: isoDate });
export type PublishOpeningInput = z.infer<typeof publishOpeningInput>;
export const decisionIdInput = z.strictObject({ decisionId: uuid });

export const openingDecisionView = z.object({
  id: uuid,
  decisionNumber: z.string(),
  outcome: z.enum(OPENING_OUTCOMES),
  reasonCode: z.enum(OPENING_REASONS).nullable(),
  reason: z.string().nullable(),
  delayedUntil: isoDate.nullable(),
  approvedBy: z.string().nullable(),
  decidedOn: isoDate,
  publishedOn: isoDate.nullable(),
  state: z.enum(['applying', 'done']),
  itemCount: z.number(),
  createdByName: z.string(),
});
export type OpeningDecisionView = z.infer<typeof openingDecisionView>;
export const openingDecisionPage = pageOf(openingDecisionView);
export const listOpeningsInput = z.strictObject({ ...pageInput, outcome: z.enum(OPENING_OUTCOMES).optional() });
export type ListOpeningsInput = z.infer<typeof listOpeningsInput>;

export const openUpToView = z.object({
  /** Every holding of this year and the years before is decided, and each open one published. */
  openUpTo: z.number().nullable(),
  /** The youngest year whose term is over. */
  eligibleYear: z.number(),
  years: z.array(z.object({ year: z.number(), held: z.number(), undecided: z.number(), unpublished: z.number() })),
});
export type OpenUpToView = z.infer<typeof openUpToView>;

/** Up to the year that is aimed at, or the youngest whose term is over; one year of them; one kind of obstacle. */
const blockingFilters = {
  yearTo: filingYear.optional(),
  year: filingYear.optional(),
  /** undecided: nobody decided yet; unpublished: open, and not published. */
  kind: z.enum(['undecided', 'unpublished']).optional(),
};
export const blockingFilter = z.strictObject(blockingFilters);
export type BlockingFilter = z.infer<typeof blockingFilter>;
export const listBlockingInput = z.strictObject({ ...pageInput, ...blockingFilters });
export type ListBlockingInput = z.infer<typeof listBlockingInput>;
export const blockingItemView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  filingYear: z.number(),
  openFlag: z.string(),
});
export type BlockingItemView = z.infer<typeof blockingItemView>;
export const blockingPage = pageOf(blockingItemView);

/** The records that a decision was about. */
export const listDecidedInput = z.strictObject({ decisionId: uuid, q: optionalText(100), ...pageInput });
export type ListDecidedInput = z.infer<typeof listDecidedInput>;
export const decidedView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
  flagBefore: z.string(),
  openFlag: z.string(),
});
export type DecidedView = z.infer<typeof decidedView>;
export const decidedPage = pageOf(decidedView).extend({ decision: openingDecisionView });
export type DecidedPage = z.infer<typeof decidedPage>;

export const openingHistoryInput = z.strictObject({ itemId: uuid });
export const openingHistoryView = z.object({
  decisionId: uuid,
  decisionNumber: z.string(),
  outcome: z.enum(OPENING_OUTCOMES),
  decidedOn: isoDate,
  publishedOn: isoDate.nullable(),
  flagBefore: z.string(),
});
export type OpeningHistoryView = z.infer<typeof openingHistoryView>;
