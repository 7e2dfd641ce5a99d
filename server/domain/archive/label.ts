import { z } from 'zod';
import { codeSort, normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { uuid } from '@/server/domain/shared/ids';
import { foldLabel, isHungLabel } from '@/server/domain/storage/label-text';
import { looksLikeCode } from './search-ask.ts';

/** 扫码检索: what hangs on a box, a shelf or a record, typed or scanned into the search box. */

/** Which label a text is; null for everything else, so that an ordinary search asks nothing more than it did. */
export const readLabel = (typed: string): { kind: 'hung'; label: string } | { kind: 'code'; sort: string } | null => {
  if (isHungLabel(typed)) return { kind: 'hung', label: foldLabel(typed) };
  const text = typed.trim();
  return /\s/u.test(text) || !looksLikeCode(normaliseReferenceCode(text))
    ? null
    : { kind: 'code', sort: codeSort(text) };
};

export const labelledInput = z.strictObject({ label: z.string().min(1).max(200) });
export type LabelledInput = z.infer<typeof labelledInput>;

export const labelledView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('box'), id: uuid, text: z.string() }),
  z.object({ kind: z.literal('place'), id: uuid, text: z.string() }),
  z.object({ kind: z.literal('item'), id: uuid }),
  /** A torn label, one of another house, or a code that several records had. */
  z.object({ kind: z.literal('none') }),
]);
export type LabelledView = z.infer<typeof labelledView>;
