import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { VISIT_STATUS } from '@/app/features/use/visit-labels';
import { type VisitLayer, VisitLayers } from '@/app/features/use/visit-layers';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { VisitView } from '@/server/domain/use/reading-visit';
import {
  VISIT_CHANNELS,
  VISIT_PURPOSES,
  VISIT_RESULTS,
  VISIT_SERVICES,
  VISIT_STATES,
  VISITOR_KINDS,
} from '@/server/domain/use/visit-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('use.title') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  from: dayOfParam(search.get('from')),
  to: dayOfParam(search.get('to')),
  channel: oneOf(VISIT_CHANNELS, search.get('channel')),
  purpose: oneOf(VISIT_PURPOSES, search.get('purpose')),
  result: oneOf(VISIT_RESULTS, search.get('result')),
  state: oneOf(VISIT_STATES, search.get('state')),
  visitorKind: oneOf(VISITOR_KINDS, search.get('visitorKind')),
  service: oneOf(VISIT_SERVICES, search.get('service')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const sort = search.get('sort') === 'visitedOn' ? ('oldest' as const) : ('newest' as const);
  const list = await loadOrThrow(asked, api.use.visits({ ...filterOf(search), ...pageOfParams(search), sort }));
  const visitId = search.get('visit');
  return { ...list, shown: visitId ? await loadOrThrow(asked, api.use.visit({ visitId })) : null };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'channel',
    label: t('use.channel'),
    options: VISIT_CHANNELS.map((value) => ({ value, label: t(`use.channel_${value}`) })),
  },
  {
    name: 'purpose',
    label: t('use.purpose'),
    options: VISIT_PURPOSES.map((value) => ({ value, label: t(`use.purpose_${value}`) })),
  },
  {
    name: 'result',
    label: t('use.result'),
    options: VISIT_RESULTS.map((value) => ({ value, label: t(`use.result_${value}`) })),
  },
  {
    name: 'state',
    label: t('use.state'),
    options: VISIT_STATES.map((value) => ({ value, label: t(`use.state_${value}`) })),
  },
  {
    name: 'visitorKind',
    label: t('use.visitorKind'),
    options: VISITOR_KINDS.map((value) => ({ value, label: t(`use.kind_${value}`) })),
  },
  {
    name: 'service',
    label: t('use.services'),
    options: VISIT_SERVICES.map((value) => ({ value, label: t(`use.service_${value}`) })),
  },
  { name: 'from', label: t('use.from') },
  { name: 'to', label: t('use.to') },
];

const columnsOf = (t: Translate, addressOf: (visitId: string) => string): Column<VisitView>[] => [
  {
    key: 'visitedOn',
    title: t('use.visitedOn'),
    render: (visit) => <Link to={addressOf(visit.id)}>{visit.visitedOn}</Link>,
    sortable: true,
    width: '120px',
    onPhone: 'title',
  },
  {
    key: 'visitor',
    title: t('use.visitorName'),
    render: (visit) => visit.visitorName,
    width: '104px',
  },
  {
    key: 'unit',
    title: t('use.visitorUnit'),
    render: (visit) => visit.visitorUnit ?? '—',
    truncate: true,
    onPhone: 'hide',
  },
  {
    key: 'persons',
    title: t('use.personCount'),
    render: (visit) => formatNumber(visit.personCount),
    numeric: true,
    width: '64px',
    onPhone: 'hide',
  },
  {
    key: 'kind',
    title: t('use.visitorKind'),
    render: (visit) => (visit.visitorKind ? t(`use.kind_${visit.visitorKind}`) : '—'),
    width: '80px',
    hiddenAtFirst: true,
  },
  { key: 'channel', title: t('use.channel'), render: (visit) => t(`use.channel_${visit.channel}`), width: '72px' },
  {
    key: 'purpose',
    title: t('use.purpose'),
    render: (visit) => t(`use.purpose_${visit.purpose}`),
    width: '96px',
    onPhone: 'hide',
  },
  { key: 'subject', title: t('use.subject'), render: (visit) => visit.subject, truncate: true },
  {
    key: 'volumes',
    title: t('use.volumeCount'),
    render: (visit) => formatNumber(visit.volumeCount),
    numeric: true,
    width: '64px',
    onPhone: 'hide',
  },
  {
    key: 'items',
    title: t('use.itemCount'),
    render: (visit) => formatNumber(visit.itemCount),
    numeric: true,
    width: '64px',
    onPhone: 'hide',
  },
  {
    key: 'pages',
    title: t('use.copiedPages'),
    render: (visit) => formatNumber(visit.copiedPages),
    numeric: true,
    hiddenAtFirst: true,
  },
  { key: 'result', title: t('use.result'), render: (visit) => t(`use.result_${visit.result}`), width: '96px' },
  {
    key: 'handler',
    title: t('use.handlerName'),
    render: (visit) => visit.handlerName,
    width: '96px',
    hiddenAtFirst: true,
  },
  {
    key: 'state',
    title: t('use.state'),
    render: (visit) => <Status kind={VISIT_STATUS[visit.state]}>{t(`use.state_${visit.state}`)}</Status>,
    width: '88px',
  },
];

export default function Visits() {
  const t = useText();
  const { rows, page, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('use.register');
  const [layer, setLayer] = useState<VisitLayer>(null);
  useNewAsked(canRegister, () => setLayer({ kind: 'register' }));
  const filters = filtersOf(t);
  const addressOf = (visitId: string | null) => withParams(params, { visit: visitId }, { keepPage: true });
  const client = useWorkspaceClient();
  const openCorrection = async (visitId: string) =>
    setLayer({ kind: 'correct', visit: await client.use.visit.query({ visitId }) });
  const correct = (visit: VisitView) => (
    <button type="button" className="lt-link" onClick={() => void openCorrection(visit.id)}>
      {t('use.correct')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.title')}
        lead={t('use.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'use.downloadVisits', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('use.exportVisits')}</span>
            </a>
            <a className="lt-btn" href={downloadPath(slug, 'use.downloadRegister', filterOf(params))} download>
              <Icon name="print" />
              <span>{t('use.printRegister')}</span>
            </a>
            {canRegister ? (
              <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'register' })}>
                {t('use.register')}
              </Button>
            ) : null}
          </>
        }
      />
      <SectionTabs of="desk" />
      <SearchBar placeholder={t('use.search')} filters={filters} />
      <DataTable
        name="visits"
        caption={t('use.caption')}
        columns={columnsOf(t, addressOf)}
        rows={rows}
        page={page}
        rowKey={(visit) => visit.id}
        rowLabel={(visit) => `${visit.visitedOn} ${visit.visitorName}`}
        rowTo={(visit) => addressOf(visit.id)}
        rowActions={canRegister ? (visit) => (visit.state === 'void' ? null : correct(visit)) : undefined}
        filters={describeFilters(params, filters)}
        currentKey={shown?.id}
        empty={<Empty icon="book" title={t('use.empty')} text={t('use.emptyText')} />}
      />
      <VisitLayers layer={layer} setLayer={setLayer} shown={shown} onCloseShown={() => navigate(addressOf(null))} />
    </div>
  );
}
