import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { EventDrawer } from '@/app/features/filing/event-drawer';
import { EventStatus, useEventFilters, useEventSegments } from '@/app/features/filing/event-labels';
import { eventFilterOf } from '@/app/features/filing/event-params';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { EventView } from '@/server/domain/filing/major-event';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.eventsTitle') }],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing, workspace } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const filter = eventFilterOf(search);
  const load = async () => {
    const { permissions } = await workspace.current();
    return {
      list: await filing.events({ ...pageOfParams(search), ...filter }),
      counts: await filing.eventCounts(filter),
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

const missingOf = (event: EventView): number => event.tasks.filter((task) => task.records === 0).length;

const columnsOf = (t: Translate, addressOf: (event: EventView) => string): Column<EventView>[] => [
  {
    key: 'name',
    title: t('filing.eventName'),
    render: (event) => <Link to={addressOf(event)}>{event.name}</Link>,
    onPhone: 'title',
  },
  { key: 'kind', title: t('filing.eventKind'), render: (event) => t(`filing.eventKind_${event.kind}`), width: '104px' },
  { key: 'state', title: t('event.state'), render: (event) => <EventStatus state={event.state} />, width: '112px' },
  {
    key: 'from',
    title: t('filing.eventFrom'),
    render: (event) => [event.heldFrom, event.heldTo].filter(Boolean).join(' – '),
    width: '208px',
    onPhone: 'hide',
  },
  { key: 'host', title: t('filing.eventHost'), render: (event) => event.host ?? '—', width: '120px', onPhone: 'hide' },
  {
    key: 'responsible',
    title: t('event.responsible'),
    render: (event) => event.responsibleName ?? '—',
    width: '112px',
    onPhone: 'hide',
  },
  { key: 'due', title: t('event.dueOn'), render: (event) => event.dueOn ?? '—', width: '112px' },
  {
    key: 'tasks',
    title: t('event.progress'),
    render: (event) =>
      t('event.progressOf', {
        done: event.tasks.filter((task) => task.acceptedOn !== null).length,
        all: event.tasks.length,
      }),
    numeric: true,
    width: '96px',
  },
  {
    key: 'records',
    title: t('event.records'),
    render: (event) => formatNumber(event.records),
    numeric: true,
    width: '88px',
  },
  {
    key: 'missing',
    title: t('event.missing'),
    render: (event) => (missingOf(event) > 0 ? t('event.missingParts', { n: missingOf(event) }) : '—'),
    width: '128px',
  },
  {
    key: 'reported',
    title: t('event.reported'),
    render: (event) =>
      event.reportedAt ? formatIsoDate(event.reportedAt) : <span className="lt-3">{t('event.notReported')}</span>,
    width: '112px',
    onPhone: 'hide',
  },
];

export default function MajorEvents() {
  const t = useText();
  const toast = useToast();
  const { list, counts, departments } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canManage = useCan('filing.manage');
  const { revalidate } = useRevalidator();
  const [adding, setAdding] = useState(false);
  const filters = useEventFilters(recentYears(useToday()).map(String));
  const addressOf = (event: EventView) => `/w/${slug}/filing/events/${event.id}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.eventsTitle')}
        lead={t('filing.eventsLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'filing.downloadEvents', eventFilterOf(params))} download>
              <Icon name="download" />
              <span>{t('event.exportExcel')}</span>
            </a>
            {canManage ? (
              <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
                {t('filing.eventAdd')}
              </Button>
            ) : null}
          </>
        }
      />
      <FilingTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments name="state" label={t('event.state')} segments={useEventSegments(counts)} />
      </div>
      <DataTable
        name="major-events"
        lead={<SearchBar placeholder={t('event.search')} filters={filters} keep={['state']} />}
        caption={t('filing.eventsTitle')}
        columns={columnsOf(t, addressOf)}
        rows={list.rows}
        page={list.page}
        rowKey={(event) => event.id}
        rowLabel={(event) => event.name}
        rowTo={addressOf}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('filing.eventsEmpty')} text={t('filing.eventsEmptyText')} />}
      />
      {adding ? (
        <EventDrawer
          departments={departments.filter((one) => one.state === 'active')}
          onClose={() => setAdding(false)}
          onDone={() => {
            toast({ text: t('filing.eventSaved') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
