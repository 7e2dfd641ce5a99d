import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { BulkEditSummary } from '@/server/domain/archive/bulk-edit';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('cataloguing.bulk') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow(
    { request, context },
    context.api.workspace(params.slug ?? '').archive.bulkEdits(pageOfParams(new URL(request.url).searchParams)),
  );

const columnsOf = (t: Translate, base: string): Column<BulkEditSummary>[] => [
  {
    key: 'at',
    title: t('cataloguing.bulkWhen'),
    render: (row) => <Link to={`${base}/bulk/${row.id}`}>{formatIsoDateTime(row.doneAt ?? row.createdAt)}</Link>,
    width: '180px',
    onPhone: 'title',
  },
  { key: 'who', title: t('cataloguing.bulkWho'), render: (row) => row.createdByName, width: '120px' },
  { key: 'reason', title: t('archive.correctReason'), render: (row) => row.reason ?? '—', truncate: true },
  { key: 'rows', title: t('cataloguing.bulkRows'), render: (row) => row.rowCount, numeric: true, width: '88px' },
  {
    key: 'state',
    title: t('archive.field_state'),
    render: (row) => (
      <Status kind={row.state === 'done' ? 'done' : row.state === 'undone' ? 'none' : 'live'}>
        {t(`cataloguing.bulk_${row.state}`)}
      </Status>
    ),
    width: '120px',
  },
];

export default function BulkEdits() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/archives`;
  return (
    <div className="lt-page">
      <PageHeader title={t('cataloguing.bulk')} lead={t('cataloguing.bulkListLead')} />
      <DataTable
        name="bulk-edits"
        caption={t('cataloguing.bulk')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.reason ?? row.id}
        rowTo={(row) => `${base}/bulk/${row.id}`}
        empty={
          <Empty
            icon="pen"
            title={t('cataloguing.bulkEmpty')}
            text={t('cataloguing.bulkEmptyText')}
            action={<ButtonLink to={base}>{t('archive.title')}</ButtonLink>}
          />
        }
      />
    </div>
  );
}
