import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Agenda, MonthTable } from '@/app/features/guidance/calendar-view';
import { PlanVisitDrawer, VisitDrawer } from '@/app/features/guidance/visit-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { addDays, shiftMonth, weekOf, weeksOfMonth } from '@/app/lib/calendar-days';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { PlannedVisitView } from '@/server/domain/guidance/guidance-calendar';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('calendar.title') }] };

const VIEWS = ['month', 'week'] as const;
const isDay = (value: string | null): value is string =>
  value !== null && /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value);

/** Today in Shanghai, where nobody says another day. */
const SHANGHAI_MS = 8 * 3_600_000;
const todayOf = (now: number): string => new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const said = search.get('day');
  const day = isDay(said) ? addDays(said, 0) : todayOf(Date.now());
  const view = oneOf(VIEWS, search.get('view')) ?? 'month';
  const month = view === 'month' ? day.slice(0, 7) : null;
  const weeks = month === null ? [weekOf(day)] : weeksOfMonth(month);
  const days = weeks.flat();
  const { guidance } = context.api.workspace(params.slug ?? '');
  const span = { from: days[0] ?? day, to: days.at(-1) ?? day };
  return {
    day,
    month,
    weeks,
    calendar: await loadOrThrow(asked, guidance.calendar(span)),
    units: await loadOrThrow(asked, guidance.units()),
  };
};

/** 指导日历: a month or a week, what was done and what is planned. */
export default function GuidanceCalendar() {
  const t = useText();
  const today = useToday();
  const { day, month, weeks, calendar, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canRegister = useCan('guidance.register');
  const [planning, setPlanning] = useState(false);
  const [open, setOpen] = useState<PlannedVisitView | null>(null);
  const to = (target: string) => `${base}/guidance/calendar${withParams(params, { day: target })}`;
  const [back, on] =
    month === null
      ? [addDays(day, -7), addDays(day, 7)]
      : [`${shiftMonth(month, -1)}-01`, `${shiftMonth(month, 1)}-01`];
  const days = weeks.flat();
  const name =
    month === null
      ? t('calendar.weekName', { from: days[0] ?? '', to: days.at(-1) ?? '' })
      : t('calendar.monthName', { year: month.slice(0, 4), month: String(Number(month.slice(5))) });
  const shown = { weeks, month, today, calendar, base, onOpen: canRegister ? setOpen : undefined };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('calendar.title')}
        lead={t('calendar.lead')}
        actions={
          canRegister ? (
            <Button look="primary" icon="plus" onClick={() => setPlanning(true)}>
              {t('calendar.plan')}
            </Button>
          ) : null
        }
      />
      <SectionTabs of="guidance" />
      <div className="lt-cal-head">
        <Segments
          name="view"
          label={t('calendar.view')}
          segments={VIEWS.map((value) => ({ value, label: t(`calendar.view_${value}`) }))}
        />
        <ButtonLink icon="left" to={to(back)}>
          {t('calendar.previous')}
        </ButtonLink>
        <strong>{name}</strong>
        <ButtonLink icon="right" to={to(on)}>
          {t('calendar.next')}
        </ButtonLink>
        <ButtonLink to={to(today)}>{t('calendar.today')}</ButtonLink>
      </div>
      {month === null ? null : <MonthTable {...shown} caption={`${t('calendar.title')} ${name}`} />}
      <Agenda {...shown} />
      {calendar.planned.length + calendar.done.length === 0 ? (
        <Empty icon="flag" title={t('calendar.nothing')} text={t('calendar.nothingText')} />
      ) : null}
      {planning ? <PlanVisitDrawer units={units} onClose={() => setPlanning(false)} onDone={revalidate} /> : null}
      {open ? <VisitDrawer key={open.id} visit={open} onClose={() => setOpen(null)} onDone={revalidate} /> : null}
    </div>
  );
}
