import type { Translate } from '@/app/i18n/messages';
import { COUNT_CAP } from '@/app/lib/count-cap';

/** How many the query finds, beside the title; nothing where it is not counted. */
export const countText = (total: number | null, t: Translate): string | undefined => {
  if (total === null) {
    return undefined;
  }
  return total >= COUNT_CAP ? t('archive.countAtLeast', { n: COUNT_CAP - 1 }) : t('archive.count', { n: total });
};
