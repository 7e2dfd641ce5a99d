import type { ListTotal } from '@/app/components/keyset-pager';
import type { Translate } from '@/app/i18n/messages';
import { COUNT_CAP } from '@/app/lib/count-cap';

const COUNT = { exact: 'archive.count', about: 'archive.countAbout', atLeast: 'archive.countAtLeast' } as const;

/** How many the query finds, beside the title; nothing where it is not counted. */
export const countText = (total: number | null, t: Translate, counted?: ListTotal): string | undefined => {
  if (counted) {
    return t(COUNT[counted.kind], { n: counted.n });
  }
  if (total === null) {
    return undefined;
  }
  return total >= COUNT_CAP ? t('archive.countAtLeast', { n: COUNT_CAP - 1 }) : t('archive.count', { n: total });
};
