import { z } from 'zod';
import { ITEM_TYPES, MOST_ITEMS, MOST_SECTIONS, RISKS } from './checklist-vocabulary.ts';
import { legalItemCode } from './legal-item.ts';
import { CHECKLIST_CODES, type ChecklistCode } from './vocabulary.ts';

/** 检查项: what is looked at, which legal matter it belongs to, how many points it is worth. */
export const checklistItem = z.object({
  code: z.string(),
  legalItem: legalItemCode,
  zh: z.string(),
  en: z.string(),
  /** Points. Null in a checklist that rates by risk instead (villages). */
  score: z.number().nullable(),
  risk: z.enum(RISKS).nullable(),
  type: z.enum(ITEM_TYPES).default('rating'),
  /** The name of its section; empty when the list has none. */
  section: z.string().default(''),
  needsPhoto: z.boolean().default(false),
  /** `count`: how many are enough. `sample`: how many percent may be at fault. */
  threshold: z.number().nullable().default(null),
  /** `sample`: points off for each fault. */
  deductEach: z.number().nullable().default(null),
  /** 检查方法 */
  method: z.string().default(''),
  /** 自动核查: what the system can answer by itself. */
  probes: z.array(z.string()).default([]),
  /** 监管事项编码 of the government platform, where it is another than that of the matter of the law. */
  platformCode: z.string().optional(),
});
export type ChecklistItem = z.infer<typeof checklistItem>;

/** 检查部分, with the share of its points that must be reached. */
export const checklistSection = z.object({ name: z.string(), passPercent: z.number().nullable().default(null) });
export type ChecklistSection = z.infer<typeof checklistSection>;

export const checklistItems = z.array(checklistItem).max(MOST_ITEMS);
export const checklistSections = z.array(checklistSection).max(MOST_SECTIONS);

/** A built-in list, or one of the bureau's own. */
export const checklistCode = z.string().regex(/^[a-z][a-z0-9_-]{2,62}$/);

export interface ChecklistTemplate {
  code: ChecklistCode;
  name: string;
  nameEn: string;
  items: readonly ChecklistItem[];
}

export const isBuiltIn = (code: string): code is ChecklistCode => CHECKLIST_CODES.some((known) => known === code);

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
