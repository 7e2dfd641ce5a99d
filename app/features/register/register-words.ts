import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import { cellOfValue } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField, Words } from '@/server/domain/register/register-definition';
import type { EntryView } from '@/server/domain/register/register-entry';

export const languageOf = (locale: Locale): 'zh' | 'en' => (locale === 'en' ? 'en' : 'zh');
export const inWords = (words: Words, locale: Locale): string => words[languageOf(locale)];

/** What an entry says in one field: 21.5 ℃, 季度检查, 是. */
export const fieldText = (field: RegisterField, entry: Pick<EntryView, 'values'>, locale: Locale): string => {
  const value = entry.values[field.key];
  const text = cellOfValue(field, value, languageOf(locale));
  if (typeof text !== 'number') return text;
  if (field.kind === 'number' && field.isYear) return String(text);
  const unit = field.kind === 'number' ? field.unit?.[languageOf(locale)] : undefined;
  return unit ? `${formatNumber(text)} ${unit}` : formatNumber(text);
};

/** 每季度, or 随时登记. */
export const periodText = (definition: RegisterDefinition, t: Translate): string =>
  definition.period ? t(`register.every_${definition.period.every}`) : t('register.asHappens');
