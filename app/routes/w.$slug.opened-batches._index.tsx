import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { WHOLE_PAGE } from '@/app/features/digital/batches/batch-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { OpenedBatchView } from '@/server/domain/digital/vendor-access';

export const handle: ScreenHandle = { crumbs: (_, t) => [{ label: t('digitisation.openedTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').digitisation.openedBatches({}));

const columnsOf = (t: Translate, to: (row: OpenedBatchView) => string): Column<OpenedBatchView>[] => [
  { key: 'unit', title: t('digitisation.unit'), render: (row) => row.unitName },
  {
    key: 'batch',
    title: t('digitisation.batch'),
    render: (row) => <Link to={to(row)}>{`${row.batchNumber} ${row.batchName}`}</Link>,
    onPhone: 'title',
  },
  { key: 'to', title: t('digitisation.validTo'), render: (row) => formatIsoDateTime(row.validTo), width: '160px' },
  { key: 'reason', title: t('digitisation.reason'), render: (row) => row.reason, truncate: true },
];

/** 授权给我的批次: for a person of a vendor. */
export default function OpenedBatches() {
  const t = useText();
  const { batches } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const to = (row: OpenedBatchView) => `/w/${slug}/opened-batches/${row.accessId}`;
  return (
    <div className="lt-page">
      <PageHeader title={t('digitisation.openedTitle')} lead={t('digitisation.openedLead')} />
      <DataTable
        name="opened-batches"
        caption={t('digitisation.openedTitle')}
        columns={columnsOf(t, to)}
        rows={batches}
        page={WHOLE_PAGE}
        rowKey={(row) => row.accessId}
        rowLabel={(row) => row.batchName}
        rowTo={to}
        empty={<Empty icon="eye" title={t('digitisation.openedNone')} text={t('digitisation.openedNoneText')} />}
      />
    </div>
  );
}
