import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { CustomField } from '@/server/domain/figure/custom-subjects';

/** A number, or 无登记. */
export const customValueText = (value: number | null, t: Translate): string =>
  value === null ? t('figure.noEntry') : formatNumber(value);

/** What a group is called: the word of a choice, else what was written. */
export const groupText = (key: string | null, field: CustomField | undefined, t: Translate, locale: Locale): string => {
  if (key === null) return t('dashboard.customGroupNone');
  const choice = field?.choices.find((one) => one.code === key);
  if (choice) return locale === 'en' ? choice.en : choice.zh;
  if (field?.kind === 'flag') return t(key === 'true' ? 'dashboard.op_yes' : 'dashboard.op_no');
  return key;
};
