import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { ImportActions } from '@/app/features/archive/import-actions';
import { importFieldLabel } from '@/app/features/archive/import-labels';
import {
  ImportFailed,
  ImportFigures,
  ImportProgress,
  ImportResult,
  useFollowedImport,
} from '@/app/features/archive/import-progress';
import { ImportRows, ProblemGroups } from '@/app/features/archive/import-rows';
import { IMPORT_STATUS, isWorking, stateKey } from '@/app/features/archive/import-status';
import { OutcomeChips } from '@/app/features/archive/import-update';
import { useLocale, useText } from '@/app/i18n/use-text';
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
  const hasRows =
    batch.state === 'previewed' || isWorking(batch.state) || batch.state === 'filed' || batch.state === 'undone';
  const isEmpty = batch.state === 'uploaded' || batch.state === 'reading';
  const search = new URL(request.url).searchParams;
  const problem = batch.groups.find((group) => group.code === search.get('problem'))?.code;
  // Where nothing is wrong there is nothing to single out.
  const onlyWrong = problem === undefined && search.get('rows') !== 'all' && batch.wrongCount > 0;
  const asksNothing = problem === undefined && search.get('rows') === null;
  const outcome = batch.outcomes.find(
    // What an edited export changes is what a person wants to see first.
    (one) => one.outcome === (search.get('outcome') ?? (batch.kind === 'update' && asksNothing ? 'changed' : null)),
  )?.outcome;
  const query = {
    batchId,
    onlyWrong: onlyWrong && outcome === undefined,
    problemCode: problem,
    outcome,
    ...pageOfParams(search),
  };
  return {
    batch,
    rows: hasRows && !isEmpty ? await loadOrThrow(asked, api.importRows(query)) : NO_ROWS,
    hasRows: hasRows && !isEmpty,
  };
};

/** Which headings were understood, and which were left alone. */
const ReadColumns = ({ batch: { columns, categoryCode } }: { batch: ImportBatchView }) => {
  const t = useText();
  const locale = useLocale();
  const label = (field: string) => importFieldLabel(field, categoryCode, locale, t);
  const unread = columns.filter((column) => column.field === null).map((column) => column.header);
  return (
    <details className="lt-read-columns">
      <summary>{t('catalogueImport.columnsRead')}</summary>
      <p>
        {columns.map(({ header, field }) =>
          field === null ? null : (
            <span key={header} className="lt-tag">
              {header === label(field) ? header : `${header} → ${label(field)}`}
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
        lead={<Status kind={IMPORT_STATUS[batch.state]}>{t(stateKey(batch))}</Status>}
        actions={<ImportActions batch={batch} />}
      />
      <ImportProgress batch={batch} />
      {batch.state === 'failed' ? <ImportFailed batch={batch} /> : null}
      {batch.state === 'filed' || batch.state === 'undone' ? <ImportResult batch={batch} /> : null}
      {hasRows ? (
        <>
          <ImportFigures batch={batch} />
          <ReadColumns batch={batch} />
          <section className="lt-section" aria-labelledby="groups">
            <div className="lt-section-head">
              <h2 id="groups">{t('catalogueImport.groups')}</h2>
              <span className="lt-3">{t('catalogueImport.warningNote')}</span>
            </div>
            <OutcomeChips batch={batch} />
            <ProblemGroups batch={batch} />
            <ImportRows batch={batch} rows={rows} canFix={batch.state === 'previewed' || batch.state === 'filed'} />
          </section>
        </>
      ) : null}
    </div>
  );
}
