import { z } from 'zod';
import {
  documentDate,
  ITEM_TEXT_LIMITS,
  itemDetails,
  itemTopics,
  openFlag,
} from '@/server/domain/archive/archive-item';
import { itemFilterInput } from '@/server/domain/archive/archive-list';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 批量修改: one change of many records, looked at before it is made and undone within a day. */

/** Beyond this a unit is reorganising its catalogue, which is an import that updates. */
export const MOST_BULK_ROWS = 50_000;
export const UNDO_HOURS = 24;

const cleared = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

/** null empties a field. The parts of the reference code are not among them: a new code is a renumbering. */
export const bulkChanges = z
  .strictObject({
    responsibleParty: cleared(text(ITEM_TEXT_LIMITS.responsibleParty)),
    documentDate: cleared(documentDate),
    startDate: cleared(documentDate),
    endDate: cleared(documentDate),
    openFlag: openFlag.optional(),
    boxNumber: cleared(text(ITEM_TEXT_LIMITS.boxNumber)),
    remarks: cleared(text(ITEM_TEXT_LIMITS.remarks)),
    /** A field of the category, by code; empty empties it. */
    details: itemDetails.optional(),
    addTopics: itemTopics.optional(),
    removeTopics: itemTopics.optional(),
    /** Words of the title and what they become: a name that was written wrongly everywhere. */
    replaceInTitle: z.strictObject({ find: text(100), by: z.string().trim().max(100) }).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'NOTHING_CHANGED');
export type BulkChanges = z.infer<typeof bulkChanges>;

/** Chosen rows, or everything that a query finds now. */
export const previewBulkEditInput = z.strictObject({
  ids: z.array(uuid).min(1).max(1_000).optional(),
  filters: itemFilterInput.optional(),
  changes: bulkChanges,
});
export type PreviewBulkEditInput = z.infer<typeof previewBulkEditInput>;

export const BULK_STATES = ['previewed', 'running', 'done', 'undoing', 'undone'] as const;
export const BULK_ROW_STATES = ['waiting', 'changed', 'same', 'refused', 'undone', 'left'] as const;
export const bulkRowState = z.enum(BULK_ROW_STATES);
export type BulkRowState = z.infer<typeof bulkRowState>;

export const bulkEditSummary = z.object({
  id: uuid,
  state: z.enum(BULK_STATES),
  reason: z.string().nullable(),
  rowCount: z.number().int(),
  createdByName: z.string(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
});
export type BulkEditSummary = z.infer<typeof bulkEditSummary>;

export const bulkEditView = bulkEditSummary.extend({
  changes: bulkChanges,
  counts: z.record(bulkRowState, z.number().int()),
  canUndo: z.boolean(),
  job: z.object({ id: uuid, state: z.string(), done: z.number().int(), total: z.number().int().nullable() }).nullable(),
});
export type BulkEditView = z.infer<typeof bulkEditView>;

export const bulkEditRowView = z.object({
  rowNumber: z.number().int(),
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  state: bulkRowState,
  errorCode: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type BulkEditRowView = z.infer<typeof bulkEditRowView>;
export const bulkEditRowPage = pageOf(bulkEditRowView);
export type BulkEditRowPage = z.infer<typeof bulkEditRowPage>;

export const bulkEditId = z.strictObject({ id: uuid });
export const bulkEditRowsInput = z.strictObject({ id: uuid, state: bulkRowState.optional(), ...pageInput });
export type BulkEditRowsInput = z.infer<typeof bulkEditRowsInput>;
export const runBulkEditInput = z.strictObject({ id: uuid, reason: text(500) });
export type RunBulkEditInput = z.infer<typeof runBulkEditInput>;
export const bulkEditPage = pageOf(bulkEditSummary);

interface Editable {
  title: string;
  details: Readonly<Record<string, string>>;
  topics: readonly string[];
}

/** What the change comes to for one record, as a correction would say it; empty when nothing differs. */
export function changesFor(record: Editable & object, bulk: BulkChanges): Record<string, unknown> {
  const { addTopics = [], removeTopics = [], replaceInTitle, details = {}, ...plain } = bulk;
  const values = record as unknown as Readonly<Record<string, unknown>>;
  const changes: Record<string, unknown> = Object.fromEntries(
    Object.entries(plain).filter(([field, value]) => value !== undefined && (values[field] ?? null) !== value),
  );
  const topics = [...new Set([...record.topics, ...addTopics])].filter((topic) => !removeTopics.includes(topic));
  if (topics.join('\n') !== record.topics.join('\n')) changes.topics = topics;
  const changed = Object.entries(details).filter(([code, value]) => (record.details[code] ?? '') !== value);
  if (changed.length > 0) changes.details = Object.fromEntries(changed);
  if (replaceInTitle) {
    const title = record.title.replaceAll(replaceInTitle.find, replaceInTitle.by).trim();
    if (title !== record.title && title !== '') changes.title = title;
  }
  return changes;
}
