import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { daysBetween, formatShortDate } from '@/app/lib/format';
import { Status } from './status';

/** From here on a deadline asks for attention. */
const ATTENTION_DAYS = 3;

interface DeadlineTextProps {
  /** 'YYYY-MM-DD', or null when there is none. */
  dueOn: string | null;
  /** The date stands beside, unless a column of its own shows it. */
  withDate?: boolean;
}

/** Days left or days late, as the server's clock counts them. */
export const DeadlineText = ({ dueOn, withDate = false }: DeadlineTextProps) => {
  const t = useText();
  const today = useToday();
  if (dueOn === null) {
    return <span className="lt-3">{t('state.noDeadline')}</span>;
  }
  const days = daysBetween(today, dueOn);
  const date = withDate ? <span className="lt-2">{` ${formatShortDate(dueOn, today)}`}</span> : null;
  if (days < 0) {
    return (
      <>
        <Status kind="overdue">{t('state.overdueDays', { n: -days })}</Status>
        {date}
      </>
    );
  }
  const words = days === 0 ? t('state.dueToday') : t('state.daysLeft', { n: days });
  return (
    <>
      <Status kind={days <= ATTENTION_DAYS ? 'attention' : 'none'}>{words}</Status>
      {date}
    </>
  );
};
