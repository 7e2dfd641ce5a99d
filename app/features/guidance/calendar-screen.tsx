import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { addDays, shiftMonth } from '@/app/lib/calendar-days';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { CalendarEntryView, GuidanceCalendarView } from '@/server/domain/guidance/guidance-calendar';
import { CALENDAR_KINDS, CALENDAR_STANDINGS } from '@/server/domain/guidance/guidance-vocabulary';
import { clashName, entryLabels } from './calendar-entry';
import { CALENDAR_VIEWS, type CalendarSpan } from './calendar-span';
import { Agenda, type CalendarProps, EntryName, MonthTable } from './calendar-view';

interface ScreenProps extends Pick<CalendarProps, 'toOf' | 'onOpen'> {
  span: CalendarSpan;
  calendar: GuidanceCalendarView;
  title: string;
  unitLabel: string;
  /** The procedure that writes the workbook. */
  download: string;
  nothingText: string;
}

const filtersOf = (t: Translate, { units, officers }: GuidanceCalendarView, unitLabel: string): Filter[] => [
  {
    name: 'kind',
    label: t('calendar.kind'),
    options: CALENDAR_KINDS.map((value) => ({ value, label: t(`calendar.kind_${value}`) })),
  },
  {
    name: 'standing',
    label: t('calendar.standing'),
    options: CALENDAR_STANDINGS.map((value) => ({ value, label: t(`calendar.standing_${value}`) })),
  },
  { name: 'unit', label: unitLabel, options: units.map((value) => ({ value, label: value })) },
  { name: 'officer', label: t('calendar.officer'), options: officers.map((value) => ({ value, label: value })) },
  { name: 'clash', label: t('calendar.clash'), options: [{ value: 'yes', label: t('calendar.clashYes') }] },
];

const columnsOf = (t: Translate, { unitLabel, toOf, onOpen }: ScreenProps): Column<CalendarEntryView>[] => [
  { key: 'day', title: t('calendar.day'), render: (entry) => entry.day, width: '112px' },
  { key: 'kind', title: t('calendar.kind'), render: (entry) => t(`calendar.kind_${entry.kind}`), width: '104px' },
  {
    key: 'unit',
    title: unitLabel,
    render: (entry) => <EntryName entry={entry} toOf={toOf} onOpen={onOpen} />,
    width: '240px',
    onPhone: 'title',
  },
  { key: 'title', title: t('calendar.topic'), render: (entry) => entry.title },
  {
    key: 'officers',
    title: t('calendar.officer'),
    render: (entry) => entry.officers.join(t('common.list')) || '—',
    width: '160px',
  },
  { key: 'standing', title: t('calendar.standing'), render: (entry) => entryLabels(entry, t).state, width: '88px' },
  {
    key: 'clash',
    title: t('calendar.clash'),
    render: (entry) => entry.clashes.map((clash) => clashName(clash, t)).join(t('common.list')) || '—',
    width: '160px',
  },
];

const Moves = ({ span }: { span: CalendarSpan }) => {
  const t = useText();
  const today = useToday();
  const [params] = useSearchParams();
  const { day, month, weeks } = span;
  const to = (target: string): string => withParams(params, { day: target });
  const days = weeks.flat();
  const [back, on] =
    month === null
      ? [addDays(day, -7), addDays(day, 7)]
      : [`${shiftMonth(month, -1)}-01`, `${shiftMonth(month, 1)}-01`];
  return (
    <>
      <ButtonLink icon="left" to={to(back)}>
        {t('calendar.previous')}
      </ButtonLink>
      <strong>
        {month === null
          ? t('calendar.weekName', { from: days[0] ?? '', to: days.at(-1) ?? '' })
          : t('calendar.monthName', { year: month.slice(0, 4), month: String(Number(month.slice(5))) })}
      </strong>
      <ButtonLink icon="right" to={to(on)}>
        {t('calendar.next')}
      </ButtonLink>
      <ButtonLink to={to(today)}>{t('calendar.today')}</ButtonLink>
    </>
  );
};

const Days = (props: ScreenProps & { empty: ReactNode }) => {
  const { span, calendar, title, toOf, onOpen, empty } = props;
  const { weeks, month } = span;
  const shown = { weeks, month, today: useToday(), entries: calendar.entries, toOf, onOpen };
  return (
    <>
      {month === null ? null : <MonthTable {...shown} caption={`${title} ${month}`} />}
      <Agenda {...shown} />
      {calendar.entries.length === 0 ? empty : null}
    </>
  );
};

/** A month, a week or a list of one calendar: of an office over its units, or of a unit under its offices. */
export const CalendarScreen = (props: ScreenProps): ReactNode => {
  const t = useText();
  const { span, calendar, title, unitLabel, download, nothingText } = props;
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters = filtersOf(t, calendar, unitLabel);
  const empty = <Empty icon="flag" title={t('calendar.nothing')} text={nothingText} />;
  return (
    <>
      <div className="lt-cal-head">
        <Segments
          name="view"
          label={t('calendar.view')}
          segments={CALENDAR_VIEWS.map((value) => ({ value, label: t(`calendar.view_${value}`) }))}
        />
        <Moves span={span} />
        <a className="lt-btn" href={downloadPath(slug, download, { ...span.asked })} download>
          <Icon name="download" />
          <span>{t('calendar.export')}</span>
        </a>
      </div>
      <SearchBar placeholder={t('calendar.filters')} withText={false} filters={filters} keep={['view', 'day']} />
      {span.view === 'list' ? (
        <DataTable
          name="calendar"
          caption={title}
          columns={columnsOf(t, props)}
          rows={calendar.entries}
          rowKey={(entry) => `${entry.source}-${entry.id}`}
          rowLabel={(entry) => `${entry.day} ${entry.title}`}
          page={{ nextCursor: null, previousCursor: null, total: calendar.entries.length }}
          filters={describeFilters(params, filters)}
          empty={empty}
        />
      ) : (
        <Days {...props} empty={empty} />
      )}
    </>
  );
};
