import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { INTAKE_STATUS } from '@/app/features/disposition/disposition-labels';
import { useBeginIntake } from '@/app/features/disposition/use-begin-intake';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { DeliveryView, IntakeView } from '@/server/domain/disposition/intake';
import { INTAKE_STATES } from '@/server/domain/disposition/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.intakesTitle') }] };

/** The oldest deliveries stand here; all of them have a list of their own. */
const FIRST_FEW = 5;
const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  state: oneOf(INTAKE_STATES, search.get('state')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const mayReceive = permissions.includes('disposition.receive');
  const waiting = mayReceive ? await loadOrThrow(asked, api.disposition.deliveries({ limit: FIRST_FEW })) : null;
  const dispatchId = search.get('delivery') ?? '';
  if (waiting && isUuid(dispatchId) && !waiting.rows.some((row) => row.dispatchId === dispatchId)) {
    const { rows } = await loadOrThrow(asked, api.disposition.deliveries({ dispatchId }));
    waiting.rows.unshift(...rows);
  }
  const list = await loadOrThrow(asked, api.disposition.intakes({ ...filterOf(search), ...pageOfParams(search) }));
  return { waiting, ...list };
};

const Waiting = ({ deliveries, total }: { deliveries: readonly DeliveryView[]; total: number }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { begin, busy } = useBeginIntake();
  const [params] = useSearchParams();
  const asked = params.get('delivery');
  return (
    <section className="lt-section" aria-label={t('disposition.deliveries')}>
      <div className="lt-section-head">
        <h2>{t('disposition.deliveries')}</h2>
        {total > deliveries.length ? (
          <ButtonLink look="text" to={`/w/${slug}/intakes/waiting`}>
            {t('disposition.deliveriesAll', { n: total })}
          </ButtonLink>
        ) : null}
      </div>
      {deliveries.length === 0 ? <p className="lt-2">{t('disposition.deliveriesEmpty')}</p> : null}
      <ul className="lt-links">
        {deliveries.map((delivery, index) => (
          <li key={delivery.dispatchId} className="lt-wrap">
            <span className="lt-strong">{delivery.senderName}</span> <span>{delivery.title}</span>{' '}
            <span className="lt-2">
              {t('disposition.deliveryLine', {
                number: delivery.batchNumber,
                round: delivery.round,
                n: delivery.itemCount,
                day: formatIsoDate(delivery.dispatchedAt),
              })}
            </span>{' '}
            <Button
              look={(asked ? asked === delivery.dispatchId : index === 0) ? 'primary' : 'plain'}
              busy={busy}
              onClick={() => begin(delivery.dispatchId)}
            >
              {t('disposition.begin')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const columnsOf = (t: Translate): Column<IntakeView>[] => [
  { key: 'sender', title: t('disposition.sender'), render: (row) => row.senderName, truncate: true, onPhone: 'title' },
  { key: 'batch', title: t('disposition.batchNumber'), render: (row) => row.batchNumber, width: '124px' },
  {
    key: 'round',
    title: t('disposition.progress'),
    render: (row) => t('disposition.round', { n: row.round }),
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'items',
    title: t('disposition.items'),
    render: (row) => formatNumber(row.itemCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'boxes',
    title: t('disposition.unit_box'),
    render: (row) => formatNumber(row.boxCount),
    numeric: true,
    width: '64px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={INTAKE_STATUS[row.state]}>{t(`disposition.intake_${row.state}`)}</Status>,
    width: '112px',
  },
  {
    key: 'by',
    title: t('disposition.receivedByName'),
    render: (row) => row.decidedByName,
    width: '96px',
    onPhone: 'hide',
  },
  { key: 'on', title: t('disposition.receivedOn'), render: (row) => row.decidedOn, width: '112px', onPhone: 'hide' },
];

export default function Intakes() {
  const t = useText();
  const { waiting, rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('disposition.state'),
      options: INTAKE_STATES.map((value) => ({ value, label: t(`disposition.intake_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.intakesTitle')}
        lead={t('disposition.intakesLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadIntakes', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('disposition.exportExcel')}</span>
          </a>
        }
      />
      <AreaTabs />
      {waiting ? <Waiting deliveries={waiting.rows} total={waiting.page.total ?? waiting.rows.length} /> : null}
      <section className="lt-section" aria-label={t('disposition.intakesDone')}>
        <h2>{t('disposition.intakesDone')}</h2>
        <SearchBar placeholder={t('disposition.intakesSearch')} filters={filters} />
        <DataTable
          name="intakes"
          caption={t('disposition.intakesCaption')}
          columns={columnsOf(t)}
          rows={rows}
          page={page}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${row.senderName} ${row.batchNumber}`}
          rowTo={(row) => `/w/${slug}/intakes/${row.id}`}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="inbox" title={t('disposition.intakesEmpty')} text={t('disposition.intakesEmptyText')} />}
        />
      </section>
    </div>
  );
}
