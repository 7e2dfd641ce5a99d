import { z } from 'zod';
import { legalItemCode } from './legal-item.ts';
import { CHECKLIST_CODES, type ChecklistCode } from './vocabulary.ts';

/** 检查项: what is looked at, which legal matter it belongs to, how many points it is worth. */
export const checklistItem = z.object({
  code: z.string(),
  legalItem: legalItemCode,
  zh: z.string(),
  en: z.string(),
  /** Points of 100. Null in a checklist that rates by risk instead (villages). */
  score: z.number().nullable(),
  risk: z.enum(['HIGH', 'MEDIUM', 'LOW']).nullable(),
});
export type ChecklistItem = z.infer<typeof checklistItem>;

export const checklistCode = z.enum(CHECKLIST_CODES);

export interface ChecklistTemplate {
  code: ChecklistCode;
  name: string;
  nameEn: string;
  items: readonly ChecklistItem[];
}

export const checklistView = z.object({
  /** Null while the bureau has not taken the template over. */
  id: z.uuid().nullable(),
  code: checklistCode,
  name: z.string(),
  nameEn: z.string(),
  version: z.number().int(),
  itemCount: z.number().int(),
});
export type ChecklistView = z.infer<typeof checklistView>;
