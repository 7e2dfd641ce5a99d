import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ImportDropzone } from '@/app/features/archive/import-dropzone';
import { IMPORT_STATUS, stateKey } from '@/app/features/archive/import-status';
import { UndoButton } from '@/app/features/archive/import-undo';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ImportBatchRow } from '@/server/domain/archive/import-batch';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('catalogueImport.title') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').archive;
  const page = { ...pageOfParams(new URL(request.url).searchParams), limit: 20 };
  const [fonds, imports] = await Promise.all([loadOrThrow(asked, api.fonds()), loadOrThrow(asked, api.imports(page))]);
  return { fonds, imports };
};

const columnsOf = (t: Translate, to: (row: ImportBatchRow) => string): Column<ImportBatchRow>[] => [
  {
    key: 'file',
    title: t('catalogueImport.column_file'),
    render: (row) => (
      <>
        <Link to={to(row)}>{row.fileName}</Link>{' '}
        {row.kind === 'update' ? <span className="lt-tag">{t('catalogueImport.kind_update')}</span> : null}
      </>
    ),
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('catalogueImport.column_state'),
    render: (row) => <Status kind={IMPORT_STATUS[row.state]}>{t(stateKey(row))}</Status>,
    width: '128px',
  },
  {
    key: 'rows',
    title: t('catalogueImport.column_rows'),
    render: (row) => (row.rowCount === 0 ? '0' : <Link to={`${to(row)}?rows=all`}>{formatNumber(row.rowCount)}</Link>),
    numeric: true,
    width: '80px',
  },
  {
    key: 'wrong',
    title: t('catalogueImport.column_wrong'),
    render: (row) => (row.wrongCount === 0 ? '0' : <Link to={to(row)}>{formatNumber(row.wrongCount)}</Link>),
    numeric: true,
    width: '80px',
  },
  {
    key: 'known',
    title: t('catalogueImport.known'),
    render: (row) => formatNumber(row.knownCount),
    numeric: true,
    width: '88px',
    hiddenAtFirst: true,
  },
  {
    key: 'filed',
    title: t('catalogueImport.column_filed'),
    render: (row) => formatNumber(row.filedCount - row.undoneCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'time',
    title: t('catalogueImport.column_time'),
    render: (row) => formatIsoDateTime(row.createdAt),
    width: '152px',
  },
];

export default function Import() {
  const t = useText();
  const { fonds, imports } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const to = (row: ImportBatchRow) => `/w/${slug}/archives/imports/${row.id}`;
  return (
    <div className="lt-page">
      <PageHeader title={t('catalogueImport.title')} lead={t('catalogueImport.lead')} />
      {fonds.length > 0 ? (
        <ImportDropzone fonds={fonds} />
      ) : (
        <Empty icon="box" title={t('archive.newNoFonds')} text={t('archive.newNoFondsText')} />
      )}
      <section className="lt-section" aria-labelledby="recent">
        <div className="lt-section-head">
          <h2 id="recent">{t('catalogueImport.recent')}</h2>
        </div>
        <DataTable
          name="imports"
          caption={t('catalogueImport.recentCaption')}
          columns={columnsOf(t, to)}
          rows={imports.rows}
          page={imports.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.fileName}
          rowTo={to}
          rowActions={(row) => <UndoButton batch={row} asLink />}
          empty={
            <Empty icon="upload" title={t('catalogueImport.recentEmpty')} text={t('catalogueImport.recentEmptyText')} />
          }
        />
      </section>
    </div>
  );
}
