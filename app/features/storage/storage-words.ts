import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import { COUNT_CAP } from '@/server/domain/shared/pagination';

/** 12,340 mm → 12.3 m */
export const metres = (mm: number, t: Translate): string =>
  t('storage.metres', { n: formatNumber(Math.round(mm / 100) / 10) });

/** How full, in percent; 0 where nothing can stand. */
export const shareOf = (used: number, capacity: number): number =>
  capacity === 0 ? 0 : Math.round((used / capacity) * 100);

export const countOf = (n: number, t: Translate): string =>
  n >= COUNT_CAP ? t('storage.atLeast', { n: formatNumber(COUNT_CAP - 1) }) : formatNumber(n);

/** 机构（问题）: the name of the department; the code where it is no department's. */
export const orgText = (of: { orgCode: string | null; orgName: string | null }): string =>
  of.orgName ?? of.orgCode ?? '—';
