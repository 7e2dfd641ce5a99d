import type { StatusKind } from '@/app/components/status';
import type { Locale } from '@/app/i18n/messages';
import {
  findLevel,
  type RatingKind,
  type RatingStanding,
  type SheetStanding,
} from '@/server/domain/assessment/assessment-vocabulary';

export const SHEET_STATUS: Record<SheetStanding, StatusKind> = {
  waiting: 'none',
  submitted: 'live',
  scored: 'done',
  objected: 'attention',
  final: 'done',
  excused: 'none',
};
export const RATING_STATUS: Record<RatingStanding, StatusKind> = {
  valid: 'done',
  expiring: 'attention',
  expired: 'overdue',
  withdrawn: 'none',
};

/** The word of a level in the language of the screen. */
export const levelName = (kind: RatingKind, code: string, locale: Locale): string =>
  findLevel(kind, code)?.[locale === 'zh-CN' ? 'zh' : 'en'] ?? code;

const TENTHS = 10;
/** To the tenth: ranks are made of the exact number. */
export const percentText = (percent: number): string => `${Math.round(percent * TENTHS) / TENTHS}%`;
