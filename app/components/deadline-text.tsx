import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { daysBetween, formatShortDate } from '@/app/lib/format';
import { canBeJudged } from '@/server/domain/shared/lateness';
import { Status } from './status';

/** From here on a deadline asks for attention. */
const ATTENTION_DAYS = 3;

interface DeadlineTextProps {
  /** 'YYYY-MM-DD', or null when there is none. */
  dueOn: string | null;
  /** As the server counted them; counted here from its clock when left out. */
  daysLeft?: number | null;
  /** The date stands beside, unless a column of its own shows it. */
  withDate?: boolean;
}

const Days = ({ days, dueOn }: { days: number; dueOn: string }) => {
  const t = useText();
  const today = useToday();
  if (days < 0 && !canBeJudged(dueOn, today)) {
    return <Status kind="attention">{t('state.passedUnjudged', { n: -days, year: dueOn.slice(0, 4) })}</Status>;
  }
  if (days < 0) {
    return <Status kind="overdue">{t('state.overdueDays', { n: -days })}</Status>;
  }
  return (
    <Status kind={days <= ATTENTION_DAYS ? 'attention' : 'none'}>
      {days === 0 ? t('state.dueToday') : t('state.daysLeft', { n: days })}
    </Status>
  );
};

/** Days left or days late. Where the holidays of the year are unknown, nobody is called late: the day has passed. */
export const DeadlineText = ({ dueOn, daysLeft, withDate = false }: DeadlineTextProps) => {
  const t = useText();
  const today = useToday();
  if (dueOn === null) {
    return <span className="lt-3">{t('state.noDeadline')}</span>;
  }
  return (
    <>
      <Days days={daysLeft ?? daysBetween(today, dueOn)} dueOn={dueOn} />
      {withDate ? <span className="lt-2"> {formatShortDate(dueOn, today)}</span> : null}
    </>
  );
};
