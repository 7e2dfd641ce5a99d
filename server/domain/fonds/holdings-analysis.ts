import { z } from 'zod';
import { filingYear } from '@/server/domain/archive/archive-item';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 馆藏分析: what is held, from several sides, with what is still to be done on it. */

export const HOLDING_AXES = ['category', 'fonds', 'carrier', 'topic', 'period', 'accession'] as const;
export const holdingAxis = z.enum(HOLDING_AXES);
export type HoldingAxis = z.infer<typeof holdingAxis>;

export const CARRIERS = [
  { code: 'paper', zh: '纸质', en: 'paper' },
  { code: 'photo', zh: '照片', en: 'photographs' },
  { code: 'audio', zh: '录音', en: 'sound' },
  { code: 'video', zh: '录像', en: 'video' },
  { code: 'object', zh: '实物', en: 'objects' },
  { code: 'electronic', zh: '电子', en: 'electronic' },
] as const;

export const holdingsInput = z.strictObject({ by: holdingAxis, year: filingYear });
export type HoldingsInput = z.infer<typeof holdingsInput>;

export const holdingsRow = z.object({
  /** The code of a category, carrier or topic, a decade, or the id of a fonds or a delivery; '' is none. */
  key: z.string(),
  /** Its name where it has one of its own. */
  name: z.string().nullable(),
  detail: z.string().nullable(),
  /** 卷, 册 and 件 outside volumes. */
  held: z.number().int(),
  /** All lines of the catalogue, those inside volumes too. */
  entries: z.number().int(),
  /** Of what is held: came in during the year, is scanned, has files, has text that can be searched. */
  added: z.number().int(),
  scanned: z.number().int(),
  linked: z.number().int(),
  texted: z.number().int(),
  /** Lines without who, when or how many pages. */
  incomplete: z.number().int(),
  /** Of a delivery: how much it was said to be, and how many days it took to catalogue on average. */
  expected: z.number().nullable(),
  days: z.number().int().nullable(),
  /** Of a topic: whether it is a priority of the year, and how many more are wanted. */
  isPriority: z.boolean(),
  target: z.number().int().nullable(),
});
export type HoldingsRow = z.infer<typeof holdingsRow>;

export const holdingsView = z.object({ by: holdingAxis, year: z.number().int(), rows: z.array(holdingsRow) });

/** What rows are seen by: the axes of the analysis, and what a department handed over of a filing year. */
export const HELD_AXES = [...HOLDING_AXES, 'department'] as const;
export type HeldAxis = (typeof HELD_AXES)[number];

/**
 * What a count is made of: each column of the analysis, what it leaves open, the levels that a fonds is counted by, and
 * how far the records of a department are.
 */
export const HOLDING_MEASURES = [
  'held',
  'added',
  'scanned',
  'unscanned',
  'linked',
  'unlinked',
  'texted',
  'untexted',
  'incomplete',
  'entries',
  'volumes',
  'pieces',
  'groups',
  'arranged',
  'numbered',
  'boxed',
] as const;
export type HoldingMeasure = (typeof HOLDING_MEASURES)[number];

export const DEPARTMENT_MEASURES = ['arranged', 'numbered', 'boxed'] as const satisfies readonly HoldingMeasure[];

export const holdingsRowsFilter = z.strictObject({
  by: z.enum(HELD_AXES),
  key: z.string().max(60),
  measure: z.enum(HOLDING_MEASURES),
  /** The year in which records were added, or the filing year of a department. */
  year: filingYear,
  /** One category of what is seen by another axis. */
  categoryCode: z.string().min(2).max(20).optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['code', '-code', 'date', '-date']).default('code'),
});
export type HoldingsRowsFilter = z.infer<typeof holdingsRowsFilter>;
export const listHoldingsRowsInput = holdingsRowsFilter.extend(pageInput);
export type ListHoldingsRowsInput = z.infer<typeof listHoldingsRowsInput>;

/** A record that is counted, with the fields that the incomplete ones lack. */
export const heldRecord = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  responsibleParty: z.string().nullable(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  category: z.string(),
  filingYear: z.number().int(),
  boxNumber: z.string().nullable(),
});
export type HeldRecord = z.infer<typeof heldRecord>;
export const holdingsRowsPage = pageOf(heldRecord).extend({
  /** What the rows are seen by: the name of the fonds, topic or delivery. */
  name: z.string().nullable(),
  detail: z.string().nullable(),
});
export type HoldingsRowsPage = z.infer<typeof holdingsRowsPage>;

export const setPriorityInput = z.strictObject({
  year: filingYear,
  topicCode: z.string().trim().min(1).max(20),
  isPriority: z.boolean(),
  target: z.number().int().min(1).max(10_000_000).optional(),
});
export type SetPriorityInput = z.infer<typeof setPriorityInput>;
