import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { yearsWithoutCalendar } from '@/server/domain/shared/lateness';

/** Said once where deadlines are listed, when some of them lie in a year whose holidays are not known here yet. */
export const CalendarNote = ({ days }: { days: readonly (string | null)[] }) => {
  const t = useText();
  const years = yearsWithoutCalendar(days, useToday());
  return years.length === 0 ? null : (
    <p className="lt-note lt-note-info">{t('state.calendarMissing', { years: years.join(t('common.list')) })}</p>
  );
};
