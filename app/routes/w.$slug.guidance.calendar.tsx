import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { officePath } from '@/app/features/guidance/calendar-entry';
import { CalendarScreen } from '@/app/features/guidance/calendar-screen';
import { readSpan } from '@/app/features/guidance/calendar-span';
import { PlanVisitDrawer, VisitDrawer } from '@/app/features/guidance/visit-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { PlannedVisitView } from '@/server/domain/guidance/guidance-calendar';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('calendar.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const span = readSpan(new URL(request.url).searchParams);
  const { guidance } = context.api.workspace(params.slug ?? '');
  return {
    span,
    calendar: await loadOrThrow(asked, guidance.calendar(span.asked)),
    units: await loadOrThrow(asked, guidance.units()),
    people: await loadOrThrow(asked, guidance.people()),
  };
};

/** 工作日历: what is planned for the units and what was held, of every kind, with what meets on one day. */
export default function GuidanceCalendar() {
  const t = useText();
  const { span, calendar, units, people } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const canRegister = useCan('guidance.register');
  const [planning, setPlanning] = useState(false);
  const [open, setOpen] = useState<PlannedVisitView | null>(null);
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
      <CalendarScreen
        span={span}
        calendar={calendar}
        title={t('calendar.title')}
        unitLabel={t('calendar.unit')}
        download="guidance.downloadCalendar"
        nothingText={t('calendar.nothingText')}
        toOf={officePath(`/w/${useWorkspace().tenant.slug}`)}
        onOpen={canRegister ? setOpen : undefined}
      />
      {planning ? (
        <PlanVisitDrawer units={units} people={people} onClose={() => setPlanning(false)} onDone={revalidate} />
      ) : null}
      {open ? <VisitDrawer key={open.id} visit={open} onClose={() => setOpen(null)} onDone={revalidate} /> : null}
    </div>
  );
}
