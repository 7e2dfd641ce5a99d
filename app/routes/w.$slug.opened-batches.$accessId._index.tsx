import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { OpenedItemView } from '@/server/domain/digital/vendor-access';

export const handle: ScreenHandle<{ batch: { batchNumber: string } }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('digitisation.openedTitle'), to: `/w/${params.slug}/opened-batches` },
    { label: data?.batch.batchNumber ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', accessId = '' } = params;
  if (!UUID.test(accessId)) {
    throw notFound(context.requestId);
  }
  const page = pageOfParams(new URL(request.url).searchParams);
  const api = context.api.workspace(slug).digitisation;
  return loadOrThrow({ request, context }, api.openedRecords({ accessId, ...page }));
};

const columnsOf = (t: Translate, to: (row: OpenedItemView) => string): Column<OpenedItemView>[] => [
  { key: 'code', title: t('digitisation.reference'), render: (row) => row.referenceCode, width: '240px' },
  {
    key: 'title',
    title: t('digitisation.recordTitle'),
    render: (row) => (row.frames > 0 ? <Link to={to(row)}>{row.title}</Link> : row.title),
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'paper',
    title: t('digitisation.paperPages'),
    render: (row) => row.paperPages ?? '—',
    numeric: true,
    width: '104px',
  },
  { key: 'frames', title: t('digitisation.frames'), render: (row) => row.frames, numeric: true, width: '88px' },
];

/** Records of a batch that was opened to a vendor's person. */
export default function OpenedBatch() {
  const t = useText();
  const { rows, page, batch } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const to = (row: OpenedItemView) => `/w/${slug}/opened-batches/${batch.accessId}/${row.itemId}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={batch.batchName}
        lead={`${batch.unitName} · ${t('digitisation.validTo')} ${formatIsoDateTime(batch.validTo)}`}
      />
      <DataTable
        name="opened-records"
        caption={t('digitisation.openedRecords')}
        columns={columnsOf(t, to)}
        rows={rows}
        page={page}
        rowKey={(row) => row.itemId}
        rowLabel={(row) => row.referenceCode}
        empty={<Empty icon="box" title={t('digitisation.recordsNone')} text={t('digitisation.openedNoneText')} />}
      />
    </div>
  );
}
