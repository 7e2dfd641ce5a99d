import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { CalendarEntryView, PlannedVisitView } from '@/server/domain/guidance/guidance-calendar';
import { entryLabels } from './calendar-entry';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export interface CalendarProps {
  weeks: readonly (readonly string[])[];
  /** Days of other months are paler; null where all days are alike. */
  month: string | null;
  today: string;
  entries: readonly CalendarEntryView[];
  /** Where an entry leads, in the workspace of the one who looks. */
  toOf: (entry: CalendarEntryView) => string | null;
  /** Left out for who may only look. */
  onOpen?: ((visit: PlannedVisitView) => void) | undefined;
}

export const EntryName = ({
  entry,
  toOf,
  onOpen,
}: { entry: CalendarEntryView } & Pick<CalendarProps, 'toOf' | 'onOpen'>) => {
  const t = useText();
  const { name } = entryLabels(entry, t);
  const { visit } = entry;
  if (visit && onOpen)
    return (
      <button
        type="button"
        className="lt-link"
        aria-label={t('calendar.openVisit', { day: entry.day, unit: name, topic: entry.title })}
        onClick={() => onOpen(visit)}
      >
        {name}
      </button>
    );
  const to = toOf(entry);
  return to === null ? (
    <span>{name}</span>
  ) : (
    <Link className="lt-in-text" to={to} aria-label={`${entry.day} ${name} ${entry.title}`}>
      {name}
    </Link>
  );
};

const Entry = ({ entry, toOf, onOpen }: { entry: CalendarEntryView } & Pick<CalendarProps, 'toOf' | 'onOpen'>) => {
  const t = useText();
  const { kind, clash } = entryLabels(entry, t);
  return (
    <li>
      <span className={entry.standing === 'held' ? 'lt-tag' : 'lt-tag lt-tag-blue'}>{kind}</span>{' '}
      <EntryName entry={entry} toOf={toOf} onOpen={onOpen} /> <span className="lt-2">{entry.title}</span>
      {clash ? <Status kind="attention">{clash}</Status> : null}
    </li>
  );
};

const useDay =
  ({ entries, toOf, onOpen }: CalendarProps) =>
  (day: string) => {
    const shown = entries.filter((one) => one.day === day);
    if (shown.length === 0) return null;
    return (
      <ul className="lt-cal-list">
        {shown.map((entry) => (
          <Entry key={`${entry.source}-${entry.id}`} entry={entry} toOf={toOf} onOpen={onOpen} />
        ))}
      </ul>
    );
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
