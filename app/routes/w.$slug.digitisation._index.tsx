import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { STATE_KINDS, stateOf } from '@/app/features/digital/batches/batch-words';
import { NewBatch } from '@/app/features/digital/batches/new-batch';
import { ExportLink } from '@/app/features/digital/export-link';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { BatchView } from '@/server/domain/digital/digitisation';

export const handle: ScreenHandle = { crumbs: (_, t) => [{ label: t('digitisation.title') }] };

const STATES = ['running', 'late', 'done', 'cancelled'] as const;

const filterOf = (search: URLSearchParams) => ({ state: oneOf(STATES, search.get('state')) ?? undefined });

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const query = { ...pageOfParams(search), limit: 20, ...filterOf(search) };
  const api = context.api.workspace(params.slug ?? '');
  const page = await loadOrThrow({ request, context }, api.digitisation.batches(query));
  return { ...page, today: formatIsoDate(new Date().toISOString()) };
};

const columnsOf = (t: Translate, to: (row: BatchView) => string): Column<BatchView>[] => [
  { key: 'number', title: t('digitisation.number'), render: (row) => row.batchNumber, width: '128px' },
  {
    key: 'name',
    title: t('digitisation.name'),
    render: (row) => <Link to={to(row)}>{row.name}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('digitisation.state'),
    render: (row) => (
      <Status kind={STATE_KINDS[stateOf(row)]}>
        {row.isLate ? t('digitisation.lateDays', { n: row.lateDays }) : t(`digitisation.state_${stateOf(row)}`)}
      </Status>
    ),
    width: '120px',
  },
  {
    key: 'records',
    title: t('digitisation.records'),
    render: (row) => formatNumber(row.itemCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'out',
    title: t('digitisation.outNow'),
    render: (row) => formatNumber(row.outCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'back',
    title: t('digitisation.back'),
    render: (row) => formatNumber(row.returnedCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'frames',
    title: t('digitisation.frames'),
    render: (row) => formatNumber(row.frames),
    numeric: true,
    width: '80px',
  },
  { key: 'to', title: t('digitisation.plannedTo'), render: (row) => row.plannedTo, width: '112px' },
  {
    key: 'vendor',
    title: t('digitisation.vendor'),
    render: (row) => row.vendorName ?? '—',
    hiddenAtFirst: true,
    truncate: true,
  },
];

/** 数字化批次 */
export default function Batches() {
  const t = useText();
  const { rows, page, today } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const canWrite = useCan('digital.write');
  const [creating, setCreating] = useState(false);
  const to = (row: BatchView) => `/w/${slug}/digitisation/${row.id}`;
  const create = canWrite ? (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('digitisation.batchNew')}
    </Button>
  ) : undefined;
  const segments = [
    { value: 'all', label: t('digitisation.all') },
    ...STATES.map((state) => ({ value: state, label: t(`digitisation.state_${state}`) })),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('digitisation.title')}
        lead={t('digitisation.lead')}
        actions={
          <>
            <ExportLink procedure="digitisation.downloadBatches" input={filterOf(params)} />
            {create}
          </>
        }
      />
      <DigitalViews />
      <DataTable
        name="digitisation-batches"
        caption={t('digitisation.title')}
        columns={columnsOf(t, to)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        rowTo={to}
        lead={<Segments name="state" label={t('digitisation.state')} segments={segments} />}
        empty={<Empty icon="scan" title={t('digitisation.none')} text={t('digitisation.noneText')} />}
      />
      {canWrite ? <NewBatch open={creating} onClose={() => setCreating(false)} today={today} /> : null}
    </div>
  );
}
