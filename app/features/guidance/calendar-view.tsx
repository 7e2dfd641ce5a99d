import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import type { DoneActView, GuidanceCalendarView, PlannedVisitView } from '@/server/domain/guidance/guidance-calendar';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

interface CalendarProps {
  weeks: readonly (readonly string[])[];
  /** Days of other months are paler; null where all days are alike. */
  month: string | null;
  today: string;
  calendar: GuidanceCalendarView;
  base: string;
  /** Left out for who may only look. */
  onOpen?: ((visit: PlannedVisitView) => void) | undefined;
}

const Done = ({ act, base }: { act: DoneActView; base: string }) => {
  const t = useText();
  const unit = act.units > 1 ? t('calendar.unitsMore', { unit: act.unitName, n: act.units }) : act.unitName;
  return (
    <li>
      <span className="lt-tag">{t('calendar.stateDone')}</span>{' '}
      <Link className="lt-in-text" to={`${base}/guidance/events/${act.guidanceId}`}>
        {unit}
      </Link>{' '}
      <span className="lt-2">{act.topic}</span>
    </li>
  );
};

const Planned = ({ visit, onOpen }: { visit: PlannedVisitView; onOpen: CalendarProps['onOpen'] }) => {
  const t = useText();
  const { unitName: unit, topic, plannedOn: day } = visit;
  return (
    <li>
      <span className="lt-tag lt-tag-blue">{t('calendar.statePlanned')}</span>{' '}
      {onOpen ? (
        <button
          type="button"
          className="lt-link"
          aria-label={t('calendar.openVisit', { day, unit, topic })}
          onClick={() => onOpen(visit)}
        >
          {unit}
        </button>
      ) : (
        unit
      )}{' '}
      <span className="lt-2">{topic}</span>
    </li>
  );
};

const useDay = ({ calendar, base, onOpen }: CalendarProps) => {
  const { planned, done } = calendar;
  return (day: string) => {
    const visits = planned.filter((one) => one.plannedOn === day);
    const acts = done.filter((one) => one.guidedOn === day);
    if (visits.length + acts.length === 0) return null;
    return (
      <ul className="lt-cal-list">
        {acts.map((act) => (
          <Done key={act.guidanceId} act={act} base={base} />
        ))}
        {visits.map((visit) => (
          <Planned key={visit.id} visit={visit} onOpen={onOpen} />
        ))}
      </ul>
    );
  };
};

/** A month as a table of weeks, for a wide screen. */
export const MonthTable = (props: CalendarProps & { caption: string }) => {
  const t = useText();
  const { weeks, month, today, caption } = props;
  const entriesOf = useDay(props);
  return (
    <table className="lt-cal-table">
      <caption className="lt-hidden">{caption}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`calendar.weekday_${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} className={month !== null && !day.startsWith(month) ? 'lt-cal-other' : undefined}>
                <time dateTime={day} className={day === today ? 'lt-cal-today' : undefined}>
                  {Number(day.slice(8))}
                </time>
                {entriesOf(day)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The same day by day: a week on every screen, a month on a phone. Days of a month without anything are left out. */
export const Agenda = (props: CalendarProps) => {
  const t = useText();
  const { weeks, month } = props;
  const entriesOf = useDay(props);
  const days = weeks.flatMap((week) => week.map((day, at) => ({ day, at: at as (typeof WEEKDAYS)[number] })));
  const shown = days
    .filter(({ day }) => month === null || day.startsWith(month))
    .map((one) => ({ ...one, entries: entriesOf(one.day) }))
    .filter((one) => month === null || one.entries !== null);
  return (
    <section className={month === null ? undefined : 'lt-cal-agenda'} aria-label={t('calendar.agenda')}>
      {shown.map(({ day, at, entries }) => (
        <section key={day} className="lt-cal-day">
          <h2>{t('calendar.dayName', { day, weekday: t(`calendar.weekday_${at}`) })}</h2>
          {entries ?? <p className="lt-3">—</p>}
        </section>
      ))}
    </section>
  );
};
