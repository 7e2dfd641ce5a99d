import { z } from 'zod';
import { slug, uuid } from '@/server/domain/shared/ids';

/** 全文: the recognised text of a page, line by line. */

const point = z.object({ x: z.number(), y: z.number() });
export const pageLine = z.object({
  text: z.string(),
  confidence: z.number(),
  quad: z.tuple([point, point, point, point]),
  /** Where each character stands along the line, 0 to 1. */
  positions: z.array(z.number()),
  /** What was read before somebody corrected it. */
  readAs: z.string().optional(),
});
export type PageLineView = z.infer<typeof pageLine>;

/** Why a page has no text: about the page, or (`no_engine`) about the server. */
export const TEXT_FAILURES = ['timed_out', 'crashed', 'failed', 'damaged', 'no_engine'] as const;

export const pageTextInput = z.strictObject({ fileId: uuid, page: z.number().int().min(1) });
/** Pages of one record under a grant: one look, one event in the unit's log. */
export const grantedPageTextsInput = z.strictObject({
  unitSlug: slug,
  itemId: uuid,
  pages: z.array(pageTextInput).min(1).max(50),
});
export type GrantedPageTextsInput = z.infer<typeof grantedPageTextsInput>;
export const pageTextView = z.object({
  fileId: uuid,
  page: z.number().int(),
  state: z.enum(['recognised', 'failed', 'waiting']),
  engine: z.string(),
  failure: z.enum(TEXT_FAILURES).nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  lines: z.array(pageLine),
  /** What a document says itself where nobody knows the place of its lines; empty when `lines` says it. */
  plain: z.string(),
  confidence: z.number().nullable(),
  correctedAt: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type PageTextView = z.infer<typeof pageTextView>;

/** The engine's name where a file brought its text along. */
export const isOwnText = ({ engine }: { engine: string }): boolean => /^(?:pdf-text|document-text)/.test(engine);
/** The lines of a page for reading and finding. */
export const linesToRead = (text: PageTextView | undefined): readonly { text: string }[] => {
  if (!text) return [];
  return text.lines.length > 0 || text.plain === ''
    ? text.lines
    : text.plain.split('\n').map((line) => ({ text: line }));
};

const LONGEST_LINE = 1_000;
/** Proof-reading: the text of single lines, by their place in the reading order. */
export const correctPageInput = z.strictObject({
  fileId: uuid,
  page: z.number().int().min(1),
  rowVersion: z.number().int().min(1),
  lines: z
    .array(z.strictObject({ index: z.number().int().min(0).max(5_000), text: z.string().max(LONGEST_LINE) }))
    .min(1)
    .max(5_000),
});
export type CorrectPageInput = z.infer<typeof correctPageInput>;

export const pageHitView = z.object({
  itemId: uuid,
  fileId: uuid,
  page: z.number().int(),
  referenceCode: z.string(),
  title: z.string(),
  fileName: z.string(),
  /** A piece of the text around the first word. */
  excerpt: z.string(),
});
export type PageHitView = z.infer<typeof pageHitView>;

/** What the text of a record proposes for its catalogue entry, each with the line it was found in. */
export const fieldSuggestion = z.object({
  field: z.enum(['title', 'documentNumber', 'documentDate', 'responsibleParty', 'pageCount']),
  value: z.string(),
  evidence: z.string(),
});
export type FieldSuggestion = z.infer<typeof fieldSuggestion>;

/** 双层 PDF of a record. */
export const layeredView = z.object({
  /** Whether the record has pictures or PDFs at all. */
  canMake: z.boolean(),
  isMaking: z.boolean(),
  jobId: uuid.nullable(),
  made: z
    .object({
      pages: z.number().int(),
      /** Pages without text: they hold the picture alone. */
      barePages: z.number().int(),
      /** Pages or text have changed since it was made. */
      isStale: z.boolean(),
    })
    .nullable(),
});
export type LayeredView = z.infer<typeof layeredView>;
