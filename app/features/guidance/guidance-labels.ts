import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import {
  GUIDANCE_MODES,
  GUIDANCE_PROGRAMMES,
  type GuidanceState,
  type QuestionState,
  type SiteStage,
} from '@/server/domain/guidance/guidance-vocabulary';

export const GUIDANCE_STATUS: Record<GuidanceState, StatusKind> = { draft: 'none', done: 'done', void: 'failed' };
export const QUESTION_STATUS: Record<QuestionState, StatusKind> = {
  open: 'live',
  answered: 'attention',
  closed: 'done',
};
export const SITE_STATUS: Record<SiteStage, StatusKind> = {
  applied: 'live',
  guided: 'live',
  town_reviewed: 'live',
  accepted: 'live',
  formed: 'done',
  revoked: 'failed',
};

/** Programmes of earlier years keep the name they had. */
export const programmeName = (programme: string, t: Translate): string => {
  const known = GUIDANCE_PROGRAMMES.find((one) => one === programme);
  return known ? t(`guidance.programme_${known}`) : programme;
};

export const modeName = (mode: string, t: Translate): string => {
  const known = GUIDANCE_MODES.find((one) => one === mode);
  return known ? t(`guidance.mode_${known}`) : mode;
};
