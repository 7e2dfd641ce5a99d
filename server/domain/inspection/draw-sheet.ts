import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { QUOTA_KINDS, STRATUM_FIELDS } from './plan-vocabulary.ts';

/** 抽取记录 as it is kept and published (`stratified-draw.ts`). The row's trigger keeps it from being changed. */
export const drawSheet = z.object({
  version: z.literal(2),
  campaignId: uuid,
  drawnAt: z.string(),
  inputDigest: z.string(),
  seedText: z.string(),
  seed: z.string(),
  stratifyBy: z.array(z.enum(STRATUM_FIELDS)),
  quota: z.object({ kind: z.enum(QUOTA_KINDS), value: z.number().int() }),
  takes: z.array(z.object({ stratum: z.string(), take: z.number().int() })),
  strata: z.array(z.object({ stratum: z.string(), units: z.array(z.string()), take: z.number().int() })),
  inspectors: z.array(uuid),
  recusals: z.array(z.object({ inspector: uuid, unit: z.string() })),
  inspectorsPerUnit: z.number().int(),
  drawn: z.array(z.object({ unit: z.string(), stratum: z.string(), inspectors: z.array(uuid) })),
});
