import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { CheckView } from '@/server/domain/report/report';

/** Both sides of a check, and what was taken away of one: figures that overlap say by how much. */
export const checkNumbers = (
  { left, right, less }: Pick<CheckView, 'left' | 'right' | 'less'>,
  t: Translate,
): string => {
  if (left === null || right === null) return '';
  const said = { left: formatNumber(left), right: formatNumber(right) };
  return less ? t('report.checkNumbersLess', { ...said, less: formatNumber(less) }) : t('report.checkNumbers', said);
};
