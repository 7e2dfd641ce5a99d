import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { selectionText, TABLE_STATUS } from '@/app/features/fonds/table-status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { RenumberingView } from '@/server/domain/fonds/renumbering';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.tablesTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow(
    { request, context },
    context.api.workspace(params.slug ?? '').fonds.renumberings(pageOfParams(new URL(request.url).searchParams)),
  );

const columnsOf = (t: Translate, base: string): Column<RenumberingView>[] => [
  {
    key: 'selection',
    title: t('fonds.selection'),
    render: (row) => <Link to={`${base}/tables/${row.id}`}>{selectionText(row)}</Link>,
    width: '200px',
    onPhone: 'title',
  },
  { key: 'mode', title: t('fonds.mode'), render: (row) => t(`fonds.mode_${row.mode}`), width: '128px' },
  {
    key: 'state',
    title: t('fonds.state'),
    render: (row) => <Status kind={TABLE_STATUS[row.state]}>{t(`fonds.tableState_${row.state}`)}</Status>,
    width: '112px',
  },
  {
    key: 'changed',
    title: t('fonds.changed'),
    render: (row) => formatNumber(row.changedCount),
    numeric: true,
    width: '80px',
  },
  { key: 'reason', title: t('fonds.reason'), render: (row) => row.reason, truncate: true },
  {
    key: 'by',
    title: t('fonds.tableOf'),
    render: (row) => t('fonds.byAt', { name: row.createdByName, date: formatIsoDate(row.createdAt) }),
    width: '176px',
  },
];

export default function RenumberingTables() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/fonds`;
  return (
    <div className="lt-page">
      <PageHeader title={t('fonds.tablesTitle')} lead={t('fonds.tablesLead')} />
      <FondsTabs />
      <DataTable
        name="renumberings"
        caption={t('fonds.tablesTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={selectionText}
        rowTo={(row) => `${base}/tables/${row.id}`}
        empty={
          <Empty
            icon="exchange"
            title={t('fonds.tablesEmpty')}
            text={t('fonds.tablesEmptyText')}
            action={<ButtonLink to={`${base}/codes`}>{t('fonds.tabCodes')}</ButtonLink>}
          />
        }
      />
    </div>
  );
}
