import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { EventStatus, useEventFilters, useEventSegments } from '@/app/features/filing/event-labels';
import { eventFilterOf } from '@/app/features/filing/event-params';
import { SupervisorTabs } from '@/app/features/filing/filing-tabs';
import { RemindEventDrawer } from '@/app/features/filing/remind-event-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { UnitEventView } from '@/server/domain/filing/major-event';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.unitEventsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const filter = eventFilterOf(search);
  const load = async () => ({
    list: await filing.unitEvents({ ...pageOfParams(search), ...filter }),
    counts: await filing.unitEventCounts(filter),
  });
  return loadOrThrow({ request, context }, load());
};

const Missing = ({ event, t }: { event: UnitEventView; t: Translate }) =>
  event.missing.length === 0 ? (
    '—'
  ) : (
    <ul className="lt-event-tasks">
      {event.missing.map((part) => (
        <li key={`${part.departmentName} ${part.material}`}>
          {t('event.missingLine', {
            department: part.departmentName,
            material: t(`filing.material_${part.material}`),
            date: part.dueOn,
          })}
        </li>
      ))}
    </ul>
  );

const columnsOf = (t: Translate): Column<UnitEventView>[] => [
  { key: 'name', title: t('filing.eventName'), render: (event) => event.name, onPhone: 'title' },
  { key: 'unit', title: t('event.unit'), render: (event) => event.unitName, width: '144px' },
  { key: 'kind', title: t('filing.eventKind'), render: (event) => t(`filing.eventKind_${event.kind}`), width: '96px' },
  { key: 'state', title: t('event.state'), render: (event) => <EventStatus state={event.state} />, width: '104px' },
  { key: 'due', title: t('event.dueOn'), render: (event) => event.dueOn ?? '—', width: '104px' },
  {
    key: 'from',
    title: t('filing.eventFrom'),
    render: (event) => [event.heldFrom, event.heldTo].filter(Boolean).join(' – '),
    width: '208px',
    hiddenAtFirst: true,
  },
  { key: 'host', title: t('filing.eventHost'), render: (event) => event.host ?? '—', hiddenAtFirst: true },
  {
    key: 'responsible',
    title: t('event.responsible'),
    render: (event) => event.responsibleName ?? '—',
    hiddenAtFirst: true,
  },
  { key: 'plan', title: t('event.plan'), render: (event) => event.plan ?? '—', hiddenAtFirst: true },
  {
    key: 'tasks',
    title: t('event.progress'),
    render: (event) => t('event.progressOf', { done: event.acceptedCount, all: event.taskCount }),
    numeric: true,
    width: '88px',
  },
  {
    key: 'records',
    title: t('event.records'),
    render: (event) => formatNumber(event.recordCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'missing',
    title: t('event.missing'),
    render: (event) => <Missing event={event} t={t} />,
    width: '232px',
  },
  {
    key: 'reported',
    title: t('event.reportedOn'),
    render: (event) => formatIsoDate(event.releasedAt),
    width: '104px',
  },
  {
    key: 'reminded',
    title: t('event.lastReminded'),
    render: (event) => (event.remindedAt ? formatIsoDate(event.remindedAt) : '—'),
    width: '104px',
    onPhone: 'hide',
  },
];

/** 各单位四重: what units have reported, followed up by reminders. */
export default function UnitEvents() {
  const t = useText();
  const { list, counts } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const [reminding, setReminding] = useState<UnitEventView | null>(null);
  const filters = useEventFilters(recentYears(useToday()).map(String));
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.unitEventsTitle')}
        lead={t('event.unitsLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'filing.downloadUnitEvents', eventFilterOf(params))} download>
            <Icon name="download" />
            <span>{t('event.exportExcel')}</span>
          </a>
        }
      />
      <SupervisorTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments name="state" label={t('event.state')} segments={useEventSegments(counts)} />
      </div>
      <DataTable
        name="unit-events"
        lead={<SearchBar placeholder={t('event.unitsSearch')} filters={filters} keep={['state']} />}
        caption={t('filing.unitEventsTitle')}
        columns={columnsOf(t)}
        rows={list.rows}
        page={list.page}
        rowKey={(event) => event.releaseId}
        rowLabel={(event) => event.name}
        rowActions={(event) =>
          event.state === 'accepted' ? null : (
            <button type="button" className="lt-link" onClick={() => setReminding(event)}>
              {t('event.remind')}
              <span className="lt-hidden"> {event.name}</span>
            </button>
          )
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('event.unitsEmpty')} text={t('event.unitsEmptyText')} />}
      />
      {reminding ? <RemindEventDrawer event={reminding} onClose={() => setReminding(null)} /> : null}
    </div>
  );
}
