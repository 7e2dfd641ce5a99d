import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { ownPath } from '@/app/features/guidance/calendar-entry';
import { CalendarScreen } from '@/app/features/guidance/calendar-screen';
import { readSpan } from '@/app/features/guidance/calendar-span';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('calendar.ownTitle') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const span = readSpan(new URL(request.url).searchParams);
  const { guidance } = context.api.workspace(params.slug ?? '');
  return { span, calendar: await loadOrThrow({ request, context }, guidance.ownCalendar(span.asked)) };
};

/** 监督指导日历: what the offices above have told this unit of, day by day. */
export default function MyCalendar() {
  const t = useText();
  const { span, calendar } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('calendar.ownTitle')} lead={t('calendar.ownLead')} />
      <SectionTabs of="ownGuidance" />
      <CalendarScreen
        span={span}
        calendar={calendar}
        title={t('calendar.ownTitle')}
        unitLabel={t('calendar.office')}
        download="guidance.downloadOwnCalendar"
        nothingText={t('calendar.ownNothingText')}
        toOf={ownPath(`/w/${useWorkspace().tenant.slug}`)}
      />
    </div>
  );
}
