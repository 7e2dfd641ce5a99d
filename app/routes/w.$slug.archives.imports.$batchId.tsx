import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { fieldLabel } from '@/app/features/archive/archive-labels';
import { ImportActions } from '@/app/features/archive/import-actions';
import {
  ImportFailed,
  ImportFigures,
  ImportProgress,
  ImportResult,
  useFollowedImport,
} from '@/app/features/archive/import-progress';
import { ImportRows, ProblemGroups } from '@/app/features/archive/import-rows';
import { IMPORT_STATUS } from '@/app/features/archive/import-status';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { ImportBatchView } from '@/server/domain/archive/import-batch';

export const handle: ScreenHandle<{ batch: ImportBatchView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('catalogueImport.title'), to: `/w/${params.slug}/archives/import` },
    { label: data?.batch.fileName ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;
const NO_ROWS = { rows: [], page: { nextCursor: null, previousCursor: null, total: 0 } };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const batchId = params.batchId ?? '';
  if (!UUID.test(batchId)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(params.slug ?? '').archive;
  const batch = await loadOrThrow(asked, api.importById({ batchId }));
  const hasRows = batch.state === 'previewed' || batch.state === 'filing' || batch.state === 'filed';
  const search = new URL(request.url).searchParams;
  const problem = batch.groups.find((group) => group.code === search.get('problem'))?.code;
  // Where nothing is wrong there is nothing to single out.
  const onlyWrong = problem === undefined && search.get('rows') !== 'all' && batch.wrongCount > 0;
  const query = { batchId, onlyWrong, problemCode: problem, ...pageOfParams(search) };
  return { batch, rows: hasRows ? await loadOrThrow(asked, api.importRows(query)) : NO_ROWS, hasRows };
};

/** Which headings were understood, and which were left alone. */
const ReadColumns = ({ columns }: { columns: ImportBatchView['columns'] }) => {
  const t = useText();
  const unread = columns.filter((column) => column.field === null).map((column) => column.header);
  return (
    <details className="lt-read-columns">
      <summary>{t('catalogueImport.columnsRead')}</summary>
      <p>
        {columns.map(({ header, field }) =>
          field === null ? null : (
            <span key={header} className="lt-tag">
              {header === fieldLabel(field, t) ? header : `${header} → ${fieldLabel(field, t)}`}
            </span>
          ),
        )}
      </p>
      {unread.length > 0 ? (
        <p className="lt-2">{t('catalogueImport.columnsUnread', { names: unread.join(t('common.list')) })}</p>
      ) : null}
    </details>
  );
};

export default function ImportBatch() {
  const t = useText();
  const { batch, rows, hasRows } = useLoaderData<typeof loader>();
  useFollowedImport(batch);
  return (
    <div className="lt-page">
      <PageHeader
        title={batch.fileName}
        lead={<Status kind={IMPORT_STATUS[batch.state]}>{t(`catalogueImport.state_${batch.state}`)}</Status>}
        actions={<ImportActions batch={batch} />}
      />
      <ImportProgress batch={batch} />
      {batch.state === 'failed' ? <ImportFailed batch={batch} /> : null}
      {batch.state === 'filed' ? <ImportResult batch={batch} /> : null}
      {hasRows ? (
        <>
          <ImportFigures batch={batch} />
          <ReadColumns columns={batch.columns} />
          <section className="lt-section" aria-labelledby="groups">
            <div className="lt-section-head">
              <h2 id="groups">{t('catalogueImport.groups')}</h2>
              <span className="lt-3">{t('catalogueImport.warningNote')}</span>
            </div>
            <ProblemGroups batch={batch} />
            <ImportRows batch={batch} rows={rows} canFix={batch.state !== 'filing'} />
          </section>
        </>
      ) : null}
    </div>
  );
}
