import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { GUIDANCE_PROGRAMMES, type GuidanceState } from '@/server/domain/guidance/guidance-vocabulary';

export const GUIDANCE_STATUS: Record<GuidanceState, StatusKind> = { draft: 'none', done: 'done', void: 'failed' };

/** Programmes of earlier years keep the name they had. */
export const programmeName = (programme: string, t: Translate): string => {
  const known = GUIDANCE_PROGRAMMES.find((one) => one === programme);
  return known ? t(`guidance.programme_${known}`) : programme;
};
