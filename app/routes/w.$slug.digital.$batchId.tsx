import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Figure, FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { BatchActions, BatchProgress } from '@/app/features/digital/linking/batch-actions';
import { BatchHistory } from '@/app/features/digital/linking/batch-history';
import { BatchList, ListGaps } from '@/app/features/digital/linking/batch-list';
import { BatchUploads } from '@/app/features/digital/linking/batch-uploads';
import { BATCH_KINDS } from '@/app/features/digital/linking/batch-words';
import { MatchTable, type Only } from '@/app/features/digital/linking/match-table';
import { useFollow } from '@/app/features/digital/use-follow';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan } from '@/app/lib/workspace';
import type { LinkBatchDetail } from '@/server/domain/digital/linking';

export const handle: ScreenHandle<{ batch: LinkBatchDetail }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: data?.batch.name ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;
const FILTERS = ['all', 'matched', 'unmatched', 'problem'] as const satisfies readonly Only[];
const ENDED = new Set(['done', 'cancelled']);

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const batchId = params.batchId ?? '';
  if (!UUID.test(batchId)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const only = oneOf(FILTERS, search.get('only')) ?? 'all';
  const batch = await loadOrThrow(asked, api.digital.linkBatchById({ batchId }));
  const [files, gaps, listGaps, history, job] = await Promise.all([
    loadOrThrow(asked, api.digital.linkFiles({ batchId, only, ...pageOfParams(search) })),
    loadOrThrow(asked, api.digital.batchUploads({ batchId })),
    loadOrThrow(asked, api.digital.linkListGaps({ batchId })),
    loadOrThrow(asked, api.digital.linkHistory({ batchId })),
    // Who may not see jobs sees the state of the batch all the same.
    batch.jobId ? api.platform.jobById({ id: batch.jobId }).catch(() => null) : null,
  ]);
  return { batch, files, gaps, listGaps, history, only, job: job && !ENDED.has(job.state) ? job : null };
};

const figuresOf = (batch: LinkBatchDetail, t: ReturnType<typeof useText>): Figure[] => [
  { key: 'files', label: t('digital.batchFiles'), value: formatNumber(batch.fileCount) },
  {
    key: 'received',
    label: t('digital.batchReceived'),
    value: formatNumber((batch.uploads.received ?? 0) + (batch.uploads.used ?? 0)),
  },
  { key: 'matched', label: t('digital.tab_matched'), value: formatNumber(batch.matchedCount) },
  { key: 'problems', label: t('digital.tab_problem'), value: formatNumber(batch.problemCount) },
  { key: 'linked', label: t('digital.batchLinked'), value: formatNumber(batch.linkedCount) },
];

/** 批量挂接: drop, match, look through, confirm, take back. */
export default function LinkBatch() {
  const t = useText();
  const { batch, files, gaps, listGaps, history, only, job } = useLoaderData<typeof loader>();
  const canWrite = useCan('digital.write');
  const isUndoing = batch.state === 'linked' && job !== null;
  const isWorking = batch.state === 'matching' || batch.state === 'linking' || isUndoing;
  useFollow(isWorking && job?.state !== 'failed');
  const isOpen = batch.state === 'collecting' || batch.state === 'matched';
  return (
    <div className="lt-page">
      <PageHeader
        title={batch.name}
        lead={
          <>
            <Status kind={BATCH_KINDS[batch.state]}>{t(`digital.batch_${batch.state}`)}</Status>{' '}
            {batch.undoneAt
              ? t('digital.undoneAt', { time: formatIsoDateTime(batch.undoneAt) })
              : batch.linkedAt
                ? t('digital.linkedAt', { time: formatIsoDateTime(batch.linkedAt) })
                : null}
          </>
        }
        actions={canWrite ? <BatchActions batch={batch} isUndoing={isUndoing} /> : undefined}
      />
      <BatchProgress batch={batch} job={job} />
      <FigureRow figures={figuresOf(batch, t)} label={t('digital.batchFigures')} />
      {isOpen && canWrite ? (
        <>
          <BatchUploads key={batch.id} batch={batch} gaps={gaps} />
          <BatchList batch={batch} />
        </>
      ) : null}
      {batch.usesBarcodes ? <p className="lt-3">{t('digital.barcodesOn', { n: batch.separators })}</p> : null}
      <ListGaps gaps={listGaps} />
      {files.rows.length > 0 || only !== 'all' ? (
        <section className="lt-section" aria-labelledby="match">
          <div className="lt-section-head">
            <h2 id="match">{t('digital.matchTitle')}</h2>
          </div>
          <MatchTable batch={batch} files={files} only={only} canAssign={canWrite && batch.state === 'matched'} />
        </section>
      ) : null}
      <BatchHistory history={history} />
    </div>
  );
}
