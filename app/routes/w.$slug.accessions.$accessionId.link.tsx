import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { AccessionDetail, LinkableImportView } from '@/server/domain/disposition/accession';
import type { Page } from '@/server/domain/shared/pagination';

interface Loaded {
  entry: AccessionDetail;
  imports: Page<LinkableImportView>;
}

export const handle: ScreenHandle<Loaded> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.registerTitle'), to: `/w/${params.slug}/accessions` },
    { label: data?.entry.accessionNumber ?? '', to: `/w/${params.slug}/accessions/${params.accessionId}` },
    { label: t('disposition.linkRecords') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { slug = '', accessionId = '' } = params;
  const asked = { request, context };
  const { disposition } = context.api.workspace(slug);
  const page = pageOfParams(new URL(request.url).searchParams);
  const entry = await loadOrThrow(asked, disposition.accessionById({ accessionId }));
  return { entry, imports: await loadOrThrow(asked, disposition.linkableImports({ accessionId, ...page })) };
};

const columnsOf = (t: Translate): Column<LinkableImportView>[] => [
  { key: 'file', title: t('disposition.importFile'), render: (row) => row.fileName, truncate: true, onPhone: 'title' },
  { key: 'on', title: t('disposition.importedOn'), render: (row) => formatIsoDate(row.createdAt), width: '120px' },
  {
    key: 'free',
    title: t('disposition.importFree'),
    render: (row) => formatNumber(row.free),
    numeric: true,
    width: '128px',
  },
  {
    key: 'linked',
    title: t('disposition.importLinked'),
    render: (row) => formatNumber(row.linked),
    numeric: true,
    width: '128px',
  },
];

/** 关联目录: the imports whose records came with this delivery. */
export default function LinkRecords() {
  const t = useText();
  const client = useWorkspaceClient();
  const { entry, imports } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const mayLink = useCan('disposition.register') && entry.state === 'accepted' && !entry.intakeId;
  const { act, busy } = useAct();
  const accessionId = entry.id;
  const link = ({ id, free }: LinkableImportView) =>
    void act(() => client.disposition.linkRecords.mutate({ accessionId, importBatchId: id }), {
      done: t('disposition.recordsLinked', { n: formatNumber(free) }),
      undo: () => client.disposition.unlinkRecords.mutate({ accessionId, importBatchId: id }),
    });
  const unlink = ({ id, linked }: LinkableImportView) =>
    void act(() => client.disposition.unlinkRecords.mutate({ accessionId, importBatchId: id }), {
      done: t('disposition.recordsUnlinked', { n: formatNumber(linked) }),
    });
  const actionsOf = (row: LinkableImportView) => (
    <>
      {row.free > 0 ? (
        <button type="button" className="lt-link" disabled={busy} onClick={() => link(row)}>
          {t('disposition.linkThese')}
        </button>
      ) : null}
      {row.linked > 0 ? (
        <button type="button" className="lt-link" disabled={busy} onClick={() => unlink(row)}>
          {t('disposition.unlinkThese')}
        </button>
      ) : null}
    </>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.linkRecords')}
        lead={t('disposition.linkLead', { number: entry.accessionNumber, source: entry.sourceName })}
        actions={
          <ButtonLink to={`/w/${slug}/accessions/${accessionId}`}>{t('disposition.backToAccession')}</ButtonLink>
        }
      />
      <DataTable
        name="linkable-imports"
        caption={t('disposition.linkCaption')}
        columns={columnsOf(t)}
        rows={imports.rows}
        page={imports.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.fileName}
        rowActions={mayLink ? actionsOf : undefined}
        empty={
          <Empty
            icon="upload"
            title={t('disposition.linkEmpty')}
            text={t('disposition.linkEmptyText')}
            action={<ButtonLink to={`/w/${slug}/archives/import`}>{t('disposition.linkImport')}</ButtonLink>}
          />
        }
      />
    </div>
  );
}
