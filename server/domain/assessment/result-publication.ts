import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { assessmentYear } from './assessment.ts';
import { RATING_KINDS } from './assessment-vocabulary.ts';

/** 公示 of what an assessment or a rating came to: units, grades and ranks, and nobody's name. */

export const RESULT_KINDS = ['assessment', 'rating'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];
const kind = z.enum(RESULT_KINDS);

export const resultPublicationBody = z.object({
  kind,
  issuerName: z.string(),
  title: z.string(),
  year: assessmentYear,
  decidedOn: isoDate,
  ratingKind: z.enum(RATING_KINDS).nullable(),
  validUntil: isoDate.nullable(),
  documentNumber: z.string().nullable(),
  lines: z.array(
    z.object({ unitName: z.string(), rank: z.number().int().nullable(), gradeName: z.string().nullable() }),
  ),
  statement: z.string().nullable(),
});
export type ResultPublicationBody = z.infer<typeof resultPublicationBody>;

export const listResultsInput = z.strictObject({
  ...pageInput,
  published: z.boolean().optional(),
  kind: kind.optional(),
});
export type ListResultsInput = z.infer<typeof listResultsInput>;
export const resultRowView = z.object({
  kind,
  /** Of the round or of the rating. */
  subjectId: uuid,
  title: z.string(),
  units: z.number().int(),
  decidedAt: z.string(),
  /** 24 hours after it was decided. */
  dueAt: z.string(),
  isLate: z.boolean(),
  publicationId: uuid.nullable(),
  publishedAt: z.string().nullable(),
});
export type ResultRowView = z.infer<typeof resultRowView>;

export const publishResultInput = z.strictObject({ kind, subjectId: uuid, statement: optionalText(500) });
export type PublishResultInput = z.infer<typeof publishResultInput>;
export const withdrawResultInput = z.strictObject({ publicationId: uuid, reason: text(500) });
export type WithdrawResultInput = z.infer<typeof withdrawResultInput>;
export const publishedResultsInput = z.strictObject({ slug, ...pageInput });
export const publishedResultView = resultPublicationBody.extend({ id: uuid, publishedAt: z.string() });
export type PublishedResultView = z.infer<typeof publishedResultView>;
