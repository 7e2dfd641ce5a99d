import { useLocale, useText } from '@/app/i18n/use-text';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import type { OwnReportingView } from '@/server/domain/figure/reporting';
import { figureName } from './figure-words';

const KIND = { not_released: 'info', released: 'info', returned: 'attention', accepted: 'info' } as const;

/** What a supervisor asked for, returned or accepted of this year's figures, above them. */
export const OwnReportingNote = ({ year, reporting }: { year: number; reporting: readonly OwnReportingView[] }) => {
  const t = useText();
  const locale = useLocale();
  const inYear = { year: String(year) };
  const nameOf = (code: string): string => {
    const known = FIGURE_CODES.find((one) => one === code);
    return known ? figureName(known, locale) : code;
  };
  const wordsOf = ({ supervisorName: name, state, dueOn, isLate, note, reason, codes }: OwnReportingView): string[] => {
    if (state === 'returned') {
      const about =
        codes.length > 0 ? [t('figure.returnedCodes', { names: codes.map(nameOf).join(t('common.list')) })] : [];
      return [t('figure.returnedBy', { ...inYear, name, reason: reason ?? '' }), ...about, t('figure.returnedNext')];
    }
    if (state === 'accepted') return [t('figure.acceptedBy', { ...inYear, name })];
    if (state === 'released') return [t('figure.releasedTo', { ...inYear, name })];
    const late = isLate ? [t('figure.askedLate')] : [];
    return [t('figure.askedBy', { ...inYear, name, date: dueOn ?? '' }), ...late, ...(note ? [note] : [])];
  };
  return reporting.map((one) => (
    <p key={one.supervisorName} className={`lt-note lt-note-${one.isLate ? 'attention' : KIND[one.state]}`} role="note">
      {wordsOf(one).join(' ')}
    </p>
  ));
};
