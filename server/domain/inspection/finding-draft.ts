import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { findingDocument, findingSeverity } from './enforcement-document.ts';
import { legalItemCode } from './legal-item.ts';

/** 登记问题 in one step: what is known of an item already, as the form of a finding begins with it. */
export const draftFindingInput = z.strictObject({ inspectionId: uuid, itemCode: z.string().min(1).max(20) });
export type DraftFindingInput = z.infer<typeof draftFindingInput>;

/** 常用语 about an item: what this office wrote most in its answers and in findings. */
export const findingWordsView = z.object({
  notes: z.array(z.string()),
  facts: z.array(z.string()),
  requirements: z.array(z.string()),
});
export type FindingWordsView = z.infer<typeof findingWordsView>;

export const findingDraftView = z.object({
  itemCode: z.string(),
  itemText: z.string(),
  legalItem: legalItemCode,
  severity: findingSeverity,
  documentCode: findingDocument,
  fact: z.string(),
  basis: z.string(),
  requirement: z.string(),
  dueOn: isoDate.nullable(),
  /** Pictures of the desk's answer and of the phones, withdrawn ones left out. */
  photos: z.array(z.object({ id: uuid, fileName: z.string(), mediaType: z.string() })),
});
export type FindingDraftView = z.infer<typeof findingDraftView>;
