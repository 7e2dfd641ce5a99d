import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { countsText, DUE_STATUS, TRANSFER_STATUS } from '@/app/features/disposition/disposition-labels';
import { useConfirmPlan } from '@/app/features/disposition/use-confirm-plan';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { numberOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedPlanView } from '@/server/domain/disposition/plan';
import type { DueListView, DueRowView, TransferView } from '@/server/domain/disposition/transfer';
import { TRANSFER_STATES } from '@/server/domain/disposition/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.transfersTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  state: oneOf(TRANSFER_STATES, search.get('state')),
});

/** Plans that wait for an answer stand here; all of them have a list of their own. */
const FIRST_FEW = 5;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(params.slug ?? '');
  const [due, batches, plans] = await Promise.all([
    loadOrThrow(asked, disposition.due({ archivesTenantId: numberOfParam(search.get('archives')) })),
    loadOrThrow(asked, disposition.transfers({ ...filterOf(search), ...pageOfParams(search) })),
    loadOrThrow(asked, disposition.receivedPlans({ confirmed: false, limit: FIRST_FEW })),
  ]);
  return { due, batches, plans };
};

/** Makes a batch of the years and goes there. */
const useMakeBatch = (due: DueListView) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const make = (rows: readonly DueRowView[]) => {
    const [first] = rows;
    if (!first || due.archivesTenantId === null) return;
    const years = rows.map((row) => row.filingYear);
    const categories = new Set(rows.map((row) => row.categoryCode));
    const input = {
      archivesTenantId: due.archivesTenantId,
      fondsId: first.fondsId,
      basis: first.fondsClosedOn
        ? ('closed_fonds' as const)
        : first.state === 'later'
          ? ('early' as const)
          : ('due' as const),
      selection: {
        categoryCode: categories.size === 1 ? first.categoryCode : undefined,
        yearFrom: Math.min(...years),
        yearTo: Math.max(...years),
        retentionCodes: ['Y', 'D30', 'D100', 'CQ'],
      },
    };
    void act(
      async () => {
        const options = { context: { idempotencyKey: newIdempotencyKey() } };
        const { batchId } = await client.disposition.createTransfer.mutate(input, options);
        // The list is looked over at once, so that the person sees what stands in the way of sending it.
        await client.disposition.checkTransfer.mutate({ batchId });
        navigate(`/w/${slug}/transfers/${batchId}`);
      },
      { done: t('disposition.batchMade', { n: rows.reduce((sum, row) => sum + row.volumes + row.pieces, 0) }) },
    );
  };
  return { make, busy };
};

const dueColumns = (
  t: Translate,
  categories: Categories,
  rowsOf: (row: DueRowView) => string,
): Column<DueRowView>[] => [
  {
    key: 'year',
    title: t('disposition.filingYear'),
    render: (row) => String(row.filingYear),
    width: '72px',
    onPhone: 'title',
  },
  {
    key: 'fonds',
    title: t('disposition.fonds'),
    render: (row) =>
      `${row.fondsNumber} ${row.fondsName}${row.fondsClosedOn ? ` (${t('disposition.fondsClosed')})` : ''}`,
    truncate: true,
  },
  {
    key: 'category',
    title: t('disposition.category'),
    render: (row) => categoryName(row.categoryCode, categories),
    width: '120px',
  },
  {
    key: 'amount',
    title: t('disposition.piecesAndVolumes'),
    render: (row) => (
      <Link to={rowsOf(row)}>{countsText({ volume: row.volumes, piece: row.pieces, box: row.boxes }, t)}</Link>
    ),
    width: '160px',
  },
  { key: 'dueOn', title: t('disposition.dueOn'), render: (row) => row.dueOn, width: '112px' },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={DUE_STATUS[row.state]}>{t(`disposition.due_${row.state}`)}</Status>,
    width: '112px',
  },
];

const Due = ({ due }: { due: DueListView }) => {
  const t = useText();
  const categories = useCategories();
  const [params] = useSearchParams();
  const mayTransfer = useCan('disposition.transfer');
  const { make, busy } = useMakeBatch(due);
  const showsLater = params.get('later') === '1';
  const archives = due.archives.find((one) => one.tenantId === due.archivesTenantId);
  const rows = due.rows.filter((row) => showsLater || row.state !== 'later');
  const { slug } = useWorkspace().tenant;
  const chosen = params.get('archives');
  const rowsOf = ({ fondsId, categoryCode, filingYear }: DueRowView): string => {
    const line = { fonds: fondsId, category: categoryCode, year: String(filingYear) };
    return `/w/${slug}/transfers/due?${new URLSearchParams(chosen ? { ...line, archives: chosen } : line)}`;
  };
  const oneFonds = rows.filter((row) => row.fondsId === rows[0]?.fondsId);
  return (
    <section className="lt-section" aria-label={t('disposition.dueTitle')}>
      <div className="lt-section-head">
        <h2>{t('disposition.dueTitle')}</h2>
        <span className="lt-2">
          {archives
            ? t('disposition.dueLead', { archives: archives.name, years: due.termYears ?? 0 })
            : t('disposition.dueNone')}
        </span>
        {showsLater || !archives ? null : (
          <ButtonLink look="text" to={withParams(params, { later: '1' })}>
            {t('disposition.showLater')}
          </ButtonLink>
        )}
        {due.rows.length > 0 ? (
          <a
            className="lt-btn"
            href={downloadPath(slug, 'disposition.downloadDue', { archivesTenantId: due.archivesTenantId })}
            download
          >
            <Icon name="download" />
            <span>{t('disposition.exportExcel')}</span>
          </a>
        ) : null}
        {mayTransfer && oneFonds.length > 1 && !showsLater ? (
          <Button look="primary" icon="send" busy={busy} onClick={() => make(oneFonds)}>
            {t('disposition.makeBatchAll')}
          </Button>
        ) : null}
      </div>
      {due.archives.length > 1 ? (
        <Segments
          name="archives"
          label={t('disposition.archives')}
          segments={due.archives.map((one) => ({ value: String(one.tenantId), label: one.name }))}
        />
      ) : null}
      <DataTable
        name="transfer-due"
        caption={t('disposition.dueCaption')}
        columns={dueColumns(t, categories, rowsOf)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => `${row.fondsId}/${row.categoryCode}/${row.filingYear}`}
        rowLabel={(row) => `${row.filingYear} ${categoryName(row.categoryCode, categories)}`}
        rowActions={
          mayTransfer
            ? (row) => (
                <button type="button" className="lt-link" disabled={busy} onClick={() => make([row])}>
                  {t('disposition.makeBatch')}
                </button>
              )
            : undefined
        }
        empty={<Empty icon="send" title={t('disposition.dueEmpty')} text={t('disposition.dueEmptyText')} />}
      />
    </section>
  );
};

const Plans = ({ plans, total }: { plans: readonly ReceivedPlanView[]; total: number }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const mayTransfer = useCan('disposition.transfer');
  const { confirm, busy } = useConfirmPlan();
  if (plans.length === 0) return null;
  return (
    <section className="lt-section" aria-label={t('disposition.plansReceived')}>
      <div className="lt-section-head">
        <h2>{t('disposition.plansReceived')}</h2>
        {total > plans.length ? (
          <ButtonLink look="text" to={`/w/${slug}/transfers/plans`}>
            {t('disposition.plansAll', { n: total })}
          </ButtonLink>
        ) : null}
      </div>
      <ul className="lt-links">
        {plans.map((plan) => (
          <li key={plan.dispatchId} className="lt-wrap">
            <span className="lt-strong">{plan.planTitle}</span>{' '}
            <span>
              {t('disposition.planLine', {
                sender: plan.senderName,
                scope: plan.scope,
                from: String(plan.yearFrom),
                to: String(plan.yearTo),
                due: plan.dueOn,
              })}
            </span>{' '}
            {mayTransfer ? (
              <Button busy={busy} onClick={() => confirm(plan.dispatchId)}>
                {t('disposition.confirmPlan')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};

const batchColumns = (t: Translate, slug: string): Column<TransferView>[] => [
  {
    key: 'number',
    title: t('disposition.batchNumber'),
    render: (row) => row.batchNumber,
    width: '124px',
    onPhone: 'title',
  },
  { key: 'title', title: t('disposition.batchTitle'), render: (row) => row.title, truncate: true },
  {
    key: 'archives',
    title: t('disposition.archives'),
    render: (row) => row.archivesName,
    width: '180px',
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
    key: 'accepted',
    title: t('disposition.item_accepted'),
    render: (row) =>
      row.acceptedCount === 0 ? (
        '0'
      ) : (
        <Link to={`/w/${slug}/transfers/${row.id}?show=accepted`}>{formatNumber(row.acceptedCount)}</Link>
      ),
    numeric: true,
    width: '80px',
    onPhone: 'hide',
  },
  {
    key: 'returned',
    title: t('disposition.item_returned'),
    render: (row) =>
      row.returnedCount === 0 ? (
        '0'
      ) : (
        <Link to={`/w/${slug}/transfers/${row.id}?show=returned`}>{formatNumber(row.returnedCount)}</Link>
      ),
    numeric: true,
    width: '80px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={TRANSFER_STATUS[row.state]}>{t(`disposition.transfer_${row.state}`)}</Status>,
    width: '128px',
  },
  {
    key: 'createdAt',
    title: t('disposition.batchMadeOn'),
    render: (row) => formatIsoDate(row.createdAt),
    width: '112px',
    onPhone: 'hide',
  },
];

export default function Transfers() {
  const t = useText();
  const { due, batches, plans } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('disposition.state'),
      options: TRANSFER_STATES.map((value) => ({ value, label: t(`disposition.transfer_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.transfersTitle')}
        lead={t('disposition.transfersLead')}
        actions={
          <ButtonLink to={`/w/${slug}/transfers/plans`} icon="calendar">
            {t('disposition.plansReceived')}
          </ButtonLink>
        }
      />
      <AreaTabs />
      <Plans plans={plans.rows} total={plans.page.total ?? plans.rows.length} />
      <Due due={due} />
      <section className="lt-section" aria-label={t('disposition.batches')}>
        <div className="lt-section-head">
          <h2>{t('disposition.batches')}</h2>
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadTransfers', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('disposition.exportExcel')}</span>
          </a>
        </div>
        <SearchBar placeholder={t('disposition.transfersSearch')} filters={filters} keep={['later', 'archives']} />
        <DataTable
          name="transfers"
          caption={t('disposition.transfersCaption')}
          columns={batchColumns(t, slug)}
          rows={batches.rows}
          page={batches.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.batchNumber}
          rowTo={(row) => `/w/${slug}/transfers/${row.id}`}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="box" title={t('disposition.batchesEmpty')} text={t('disposition.batchesEmptyText')} />}
        />
      </section>
    </div>
  );
}
