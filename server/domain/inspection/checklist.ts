import { z } from 'zod';
import { legalItemCode } from './legal-item.ts';

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

export const CHECKLIST_CODES = [
  'checklist_organ',
  'checklist_town',
  'checklist_village',
  'checklist_enterprise',
] as const;
export const checklistCode = z.enum(CHECKLIST_CODES);
export type ChecklistCode = z.infer<typeof checklistCode>;

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
