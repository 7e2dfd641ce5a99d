import type { StatusKind } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { ReportingState } from '@/server/domain/figure/reporting';
import { cellName, type StatisticalForm } from '@/server/domain/statistics/form';
import type { ProblemView } from '@/server/domain/statistics/statistics';

export const languageOf = (locale: Locale): 'zh' | 'en' => (locale === 'en' ? 'en' : 'zh');

export const STATE_KINDS: Record<ReportingState, StatusKind> = {
  not_released: 'none',
  released: 'live',
  returned: 'attention',
  accepted: 'done',
};

/** Two digits at most; the exact value goes into the workbook. */
export const amountText = (value: number | null): string =>
  value === null ? '—' : formatNumber(Math.round(value * 100) / 100);

/** What is wrong, in a sentence. */
export const problemText = (
  form: StatisticalForm,
  { key, kind, ref, left, right }: Omit<ProblemView, 'explanation'>,
  t: Translate,
  locale: Locale,
): string => {
  const language = languageOf(locale);
  const name = ref === null ? '' : cellName(form, ref, language);
  if (kind === 'missing') return t('statistics.problemMissing', { name });
  const amounts = { left: amountText(left), right: amountText(right) };
  if (kind === 'year_on_year') return t('statistics.problemYear', { name, ...amounts });
  const check = form.checks.find((one) => `relation:${one.key}` === key);
  return t('statistics.problemRelation', { text: check?.text[language] ?? key, ...amounts });
};
