import { z } from 'zod';
import { CARRIERS } from '@/server/domain/archive/carrier';
import { GRANTED_TOPICS } from '@/server/domain/archive/granted-topics';
import { slug, text } from '@/server/domain/shared/ids';

/**
 * 专题数据库: the records of a topic in many archives, read under the grants as they are. Nothing is copied: each record
 * stays its archives' own, and what is taken out as a workbook stands in the log of every unit.
 */
export const exportThematicInput = z.strictObject({
  topic: z.enum(GRANTED_TOPICS),
  q: z.string().trim().max(200).optional(),
  carrier: z.enum(CARRIERS).optional(),
  /** Null: all units under live grants. */
  unitSlug: slug.nullable().default(null),
  reason: text(200),
});
export type ExportThematicInput = z.infer<typeof exportThematicInput>;
