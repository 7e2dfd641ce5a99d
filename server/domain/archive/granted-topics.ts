import { z } from 'zod';
import { TOPICS } from '@/server/domain/fonds/category-settings';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/* 专题建档: which of the units under live grants keep records of a topic, such as the two mandated kinds. */

export const GRANTED_TOPICS = TOPICS.map((topic) => topic.code);

export const listGrantedTopicsInput = z.strictObject({
  topic: z.enum(GRANTED_TOPICS).default('YQFK'),
  held: z.boolean().optional(),
  q: z.string().trim().max(100).optional(),
  ...pageInput,
});
export type ListGrantedTopicsInput = z.infer<typeof listGrantedTopicsInput>;

export const exportGrantedTopicsInput = listGrantedTopicsInput.pick({ topic: true, held: true, q: true });
export type ExportGrantedTopicsInput = z.infer<typeof exportGrantedTopicsInput>;

const count = z.number().int();
export const grantedTopicRow = z.object({
  unitSlug: z.string(),
  unitName: z.string(),
  /** Filed records with the topic, as far as the grants reach. */
  records: count,
  yearFrom: count.nullable(),
  yearTo: count.nullable(),
});
export type GrantedTopicRow = z.infer<typeof grantedTopicRow>;
export const grantedTopicPage = pageOf(grantedTopicRow).extend({
  counts: z.object({ units: count, held: count, lacking: count, records: count }),
});
export type GrantedTopicPage = z.infer<typeof grantedTopicPage>;
