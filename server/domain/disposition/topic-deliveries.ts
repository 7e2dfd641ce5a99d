import { z } from 'zod';
import type { TOPICS } from '@/server/domain/fonds/category-settings';
import { isoDate, tenantId } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { COUNT_UNITS } from './vocabulary.ts';

/* 专题接收: which of the units that transfer here have delivered the records of a mandated kind. */

type TopicCode = (typeof TOPICS)[number]['code'];
/** What registers call a topic besides its code. The two mandated kinds first. */
export const TOPIC_WORDS = {
  YQFK: ['疫情防控'],
  FPGJ: ['脱贫', '扶贫'],
  HSDA: ['红色'],
  ZDJC: ['重大决策'],
  ZDXM: ['重大项目', '重大建设项目'],
  ZDGC: ['重大工程'],
  ZDHD: ['重大会议', '重大活动'],
  TFSJ: ['突发事件'],
} as const satisfies Readonly<Record<TopicCode, readonly string[]>>;
export const DELIVERY_TOPICS = Object.keys(TOPIC_WORDS) as TopicCode[];

const filter = {
  topic: z.enum(DELIVERY_TOPICS).default('YQFK'),
  delivered: z.boolean().optional(),
  q: z.string().trim().max(100).optional(),
};
export const listTopicUnitsInput = z.strictObject({ ...filter, ...pageInput });
export type ListTopicUnitsInput = z.infer<typeof listTopicUnitsInput>;
export const exportTopicUnitsInput = z.strictObject(filter);
export type ExportTopicUnitsInput = z.infer<typeof exportTopicUnitsInput>;

const count = z.number().int();
export const topicUnitView = z.object({
  /** Null: stands in the register of deliveries only. */
  unitTenantId: tenantId.nullable(),
  unitName: z.string(),
  deliveries: count,
  quantities: z.array(z.object({ unit: z.enum(COUNT_UNITS), quantity: z.number() })),
  lastOn: isoDate.nullable(),
});
export type TopicUnitView = z.infer<typeof topicUnitView>;
export const topicUnitPage = pageOf(topicUnitView).extend({
  counts: z.object({ units: count, delivered: count, waiting: count }),
});
export type TopicUnitPage = z.infer<typeof topicUnitPage>;
