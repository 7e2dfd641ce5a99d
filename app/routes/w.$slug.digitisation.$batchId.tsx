import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactList } from '@/app/components/fact-list';
import { type Figure, FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Status } from '@/app/components/status';
import { BatchActions } from '@/app/features/digital/batches/batch-actions';
import { STATE_KINDS, stateOf } from '@/app/features/digital/batches/batch-words';
import { HandOverTable, PeopleView } from '@/app/features/digital/batches/people-view';
import { ProblemsView } from '@/app/features/digital/batches/problems-view';
import { RecordsView } from '@/app/features/digital/batches/records-view';
import { SamplePanel } from '@/app/features/digital/batches/sample-view';
import { StepTable } from '@/app/features/digital/batches/step-table';
import { AskLink } from '@/app/features/guidance/ask-link';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan } from '@/app/lib/workspace';
import { type BatchDetail, ITEM_STEPS } from '@/server/domain/digital/digitisation';
import { FINDING_STATES } from '@/server/domain/digital/scan-check';

export const handle: ScreenHandle<{ batch: BatchDetail }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('digitisation.title'), to: `/w/${params.slug}/digitisation` },
    { label: data?.batch.batchNumber ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;
const VIEWS = ['records', 'problems', 'sample', 'handover', 'people'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const batchId = params.batchId ?? '';
  if (!UUID.test(batchId)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(params.slug ?? '').digitisation;
  const search = new URL(request.url).searchParams;
  const view = oneOf(VIEWS, search.get('view')) ?? 'records';
  const page = { batchId, ...pageOfParams(search) };
  const batch = await loadOrThrow(asked, api.batchById({ batchId }));
  const state = oneOf(FINDING_STATES, search.get('finding')) ?? 'open';
  const samples = view === 'sample' ? (await loadOrThrow(asked, api.samples({ batchId }))).samples : [];
  const [newest] = samples;
  const { batchId: _, ...walk } = page;
  return {
    batch,
    view,
    items:
      view === 'records'
        ? await loadOrThrow(
            asked,
            api.batchItems({ ...page, step: oneOf(ITEM_STEPS, search.get('step')) ?? undefined }),
          )
        : null,
    findings: view === 'problems' ? await loadOrThrow(asked, api.findings({ ...page, state })) : null,
    samples,
    samplePages: newest ? await loadOrThrow(asked, api.samplePages({ sampleId: newest.id, ...walk })) : null,
    boxes: view === 'handover' ? (await loadOrThrow(asked, api.handOver({ batchId }))).rows : [],
    accesses: view === 'people' ? (await loadOrThrow(asked, api.accesses({ batchId }))).accesses : [],
  };
};

const figuresOf = (batch: BatchDetail, t: Translate): Figure[] => [
  { key: 'records', label: t('digitisation.records'), value: formatNumber(batch.itemCount) },
  { key: 'out', label: t('digitisation.outNow'), value: formatNumber(batch.outCount) },
  { key: 'back', label: t('digitisation.back'), value: formatNumber(batch.returnedCount) },
  { key: 'frames', label: t('digitisation.frames'), value: formatNumber(batch.frames) },
  { key: 'pages', label: t('digitisation.pages'), value: formatNumber(batch.pages) },
  { key: 'passed', label: t('digitisation.passed'), value: formatNumber(batch.passedFrames) },
  { key: 'linked', label: t('digitisation.linked'), value: formatNumber(batch.linkedFrames) },
  { key: 'rescans', label: t('digitisation.rescans'), value: formatNumber(batch.rescans) },
];

const Head = ({ batch, canWrite }: { batch: BatchDetail; canWrite: boolean }) => {
  const t = useText();
  const state = stateOf(batch);
  return (
    <>
      <PageHeader
        title={batch.name}
        lead={
          <>
            <Status kind={STATE_KINDS[state]}>
              {batch.isLate ? t('digitisation.lateDays', { n: batch.lateDays }) : t(`digitisation.state_${state}`)}
            </Status>{' '}
            {batch.batchNumber}
          </>
        }
        actions={
          <>
            <AskLink about="digitisation_batch" id={batch.id} />
            <BatchActions batch={batch} canWrite={canWrite} />
          </>
        }
      />
      <FactList
        isWide
        facts={[
          [t('digitisation.plannedFrom'), batch.plannedFrom],
          [t('digitisation.plannedTo'), batch.plannedTo],
          [t('digitisation.place'), t(`digitisation.place_${batch.place}`)],
          [t('digitisation.vendor'), batch.vendorName],
          [t('digitisation.contract'), batch.contractNumber],
          [t('digitisation.estimated'), batch.estimatedPages === null ? null : formatNumber(batch.estimatedPages)],
        ]}
      />
      {batch.state === 'running' && (batch.missingOfYear ?? 0) > 0 ? (
        <p className="lt-note lt-note-info">{t('digitisation.missing', { n: batch.missingOfYear ?? 0 })}</p>
      ) : null}
      <FigureRow figures={figuresOf(batch, t)} label={t('digitisation.figures')} />
    </>
  );
};

/** One batch: its steps, and its records, problems, sample, hand-over and people, one at a time. */
export default function Batch() {
  const t = useText();
  const { batch, view, items, findings, samples, samplePages, boxes, accesses } = useLoaderData<typeof loader>();
  const canWrite = useCan('digital.write');
  const segments = [
    { value: 'records', label: t('digitisation.viewRecords'), count: batch.itemCount },
    { value: 'problems', label: t('digitisation.viewProblems'), count: batch.openFindings },
    { value: 'sample', label: t('digitisation.viewSample') },
    { value: 'handover', label: t('digitisation.viewHandOver') },
    { value: 'people', label: t('digitisation.viewPeople') },
  ];
  return (
    <div className="lt-page">
      <Head batch={batch} canWrite={canWrite} />
      <StepTable batch={batch} canWrite={canWrite} />
      <Segments name="view" label={t('digitisation.views')} segments={segments} />
      {items ? <RecordsView batch={batch} items={items} canWrite={canWrite} /> : null}
      {findings ? <ProblemsView batch={batch} findings={findings} canWrite={canWrite} /> : null}
      {view === 'sample' ? (
        <SamplePanel batch={batch} samples={samples} pages={samplePages} canWrite={canWrite} />
      ) : null}
      {view === 'handover' ? <HandOverTable rows={boxes} /> : null}
      {view === 'people' ? <PeopleView batch={batch} accesses={accesses} canWrite={canWrite} /> : null}
    </div>
  );
}
