import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { useToast } from '@/app/components/toast';
import { type AnswerDraft, AnswerForm } from '@/app/features/checklist/answer-form';
import { neighbourOf } from '@/app/features/checklist/checklist-labels';
import { ItemList } from '@/app/features/checklist/item-list';
import { Evidence, NoRecords } from '@/app/features/checklist/review-middle';
import { SamplePanel } from '@/app/features/checklist/sample-panel';
import { ScorePanel } from '@/app/features/checklist/score-panel';
import { SiteNote } from '@/app/features/checklist/site-note';
import { VerdictStatus } from '@/app/features/checklist/verdict-status';
import { CataloguePanel, type PinnedRecord } from '@/app/features/inspection/catalogue-panel';
import { Attachments } from '@/app/features/inspection/exchange';
import { FindingFromItem } from '@/app/features/inspection/finding-from-item';
import { useOwnWords } from '@/app/features/inspection/use-catalogue';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useHotkeys } from '@/app/lib/hotkeys';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { ReviewView } from '@/server/domain/inspection/checklist-review';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import { suggestionFor, worstSuggestion } from '@/server/domain/inspection/probes';
import { ratingOf, scoreChecklist, verdictOfRating } from '@/server/domain/inspection/scoring';
import { takesFindings } from '@/server/domain/inspection/vocabulary';

interface Data {
  inspection: InspectionView;
  review: ReviewView;
  /** Read by the frame: the banner over everything that shows another unit's records. */
  grant: GrantInUse | null;
}

export const handle: ScreenHandle<Data> = {
  rail: true,
  crumbs: ({ data, params }, t) => {
    const base = `/w/${params.slug}/inspections`;
    return [
      { label: t('inspection.title'), to: base },
      { label: data?.inspection.campaignTitle ?? '', to: `${base}/${params.campaignId}` },
      { label: data?.inspection.subjectName ?? '', to: `${base}/${params.campaignId}/${params.inspectionId}` },
      { label: t('checklist.review') },
    ];
  },
};

const readsRecords = ({ isMine, grant, subjectSlug }: InspectionView): boolean =>
  isMine && subjectSlug !== null && grant?.isLive === true && grant.recordClasses.includes('archive');

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Data> => {
  const { slug = '', campaignId = '', inspectionId = '' } = params;
  const api = context.api.workspace(slug);
  const inspection = await loadOrThrow({ request, context }, api.inspection.byId({ inspectionId }));
  const review = await loadOrThrow({ request, context }, api.checklist.review({ inspectionId }));
  const { grant, subjectName: unitName } = inspection;
  const leaveTo = `/w/${slug}/inspections/${campaignId}/${inspectionId}`;
  return {
    inspection,
    review,
    grant:
      grant && readsRecords(inspection) ? { unitName, reason: grant.reason, validTo: grant.validTo, leaveTo } : null,
  };
};

const EMPTY = { verdict: null, countValue: null, sampleSize: null, sampleFaults: null, points: null };

const draftOf = (review: ReviewView, itemCode: string): AnswerDraft => {
  const answer = review.answers.find((one) => one.itemCode === itemCode);
  if (!answer) {
    return { itemCode, ...EMPTY, note: '', overruledReason: null, files: [] };
  }
  const files = answer.files.map(({ objectId, fileName, mediaType }) => ({ id: objectId, fileName, mediaType }));
  const { verdict, countValue, sampleSize, sampleFaults, points, note, overruledReason } = answer;
  return { itemCode, verdict, countValue, sampleSize, sampleFaults, points, note, overruledReason, files };
};

const suggestionOfItem = (review: ReviewView, item: ChecklistItem): Verdict | null => {
  const runs = review.probes.filter((run) => run.itemCode === item.code);
  return suggestionFor(item.type, worstSuggestion(runs.map((run) => run.suggestion)));
};

/** Faults of the newest sample, once every drawn record was looked at. */
const sampledOf = (review: ReviewView, itemCode: string) => {
  const records = review.samples.find((sample) => sample.itemCode === itemCode)?.records ?? [];
  const isDone = records.length > 0 && records.every((record) => record.verdict !== null);
  const sampleFaults = records.filter((record) => record.verdict !== 'fits').length;
  return isDone ? { sampleSize: records.length, sampleFaults } : null;
};

const RunProbes = ({ inspectionId }: { inspectionId: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const run = async () => {
    const idempotencyKey = crypto.randomUUID();
    const { ran, notRun } = await client.probe.run.mutate({ inspectionId }, { context: { idempotencyKey } });
    const m = notRun.length;
    toast({ text: m === 0 ? t('checklist.probesRan', { n: ran }) : t('checklist.probesRanSome', { n: ran, m }) });
  };
  return (
    <Button icon="scan" busy={busy} onClick={() => void act(run)}>
      {t('checklist.runProbes')}
    </Button>
  );
};

const ReadAnswer = ({ review, item }: { review: ReviewView; item: ChecklistItem }) => {
  const { slug } = useWorkspace().tenant;
  const answer = review.answers.find((one) => one.itemCode === item.code);
  const { inspectionId } = review;
  return (
    <div>
      <VerdictStatus verdict={verdictOfRating(ratingOf(item, answer))} />
      {answer?.overruledReason ? <p>{answer.overruledReason}</p> : null}
      {answer?.note ? <p>{answer.note}</p> : null}
      <Attachments
        files={answer?.files ?? []}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'checklist.downloadFile', { inspectionId, itemCode: item.code, objectId })
        }
      />
    </div>
  );
};

interface MiddleProps {
  data: Data;
  item: ChecklistItem;
  pinned: PinnedRecord | null;
  onPin: (record: PinnedRecord) => void;
}

const Middle = ({ data, item, pinned, onPin }: MiddleProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const { inspection, review } = data;
  const unitSlug = readsRecords(inspection) ? inspection.subjectSlug : null;
  const mayWrite = inspection.isMine && takesFindings(inspection.state);
  const tab = params.get('tab');
  return (
    <>
      <Segments
        name="tab"
        label={t('checklist.review')}
        segments={[
          { value: 'evidence', label: t('checklist.tabEvidence') },
          { value: 'catalogue', label: t('checklist.tabCatalogue') },
          { value: 'sample', label: t('checklist.tabSample') },
        ]}
      />
      {tab === 'catalogue' ? (
        unitSlug === null ? (
          <NoRecords isMine={inspection.isMine} />
        ) : (
          <CataloguePanel unitSlug={unitSlug} pinned={pinned} onPin={onPin} />
        )
      ) : tab === 'sample' ? (
        <SamplePanel
          key={item.code}
          inspectionId={inspection.id}
          itemCode={item.code}
          samples={review.samples.filter((sample) => sample.itemCode === item.code)}
          mayWrite={mayWrite && unitSlug !== null}
        />
      ) : (
        <Evidence key={item.code} review={review} item={item} unitSlug={unitSlug} />
      )}
    </>
  );
};

export default function Review() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const data = useLoaderData<typeof loader>();
  const { inspection, review } = data;
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const [draft, setDraft] = useState<AnswerDraft | null>(null);
  const [pinned, setPinned] = useState<PinnedRecord | null>(null);
  const { list } = review;
  const item = list.items.find((one) => one.code === params.get('item')) ?? list.items[0];
  const mayWrite = inspection.isMine && takesFindings(inspection.state);
  const own = useOwnWords(inspection.id, mayWrite ? (item?.code ?? null) : null);
  const go = (by: number) => {
    const next = neighbourOf(list.items, item?.code ?? null, by);
    return next === null
      ? false
      : navigate(withParams(params, { item: next, record: null }, { keepPage: true }), { preventScrollReset: true });
  };
  // A record that is open has these keys for its own neighbours.
  useHotkeys({ j: () => go(1), k: () => go(-1) }, params.get('record') === null);
  const answers = draft ? [...review.answers.filter((one) => one.itemCode !== draft.itemCode), draft] : review.answers;
  const hasSelfCheck = review.selfCheck === null ? null : review.selfCheck.sentAt !== null;
  const seen = review.answers.find((one) => one.itemCode === item?.code);
  const save = async (given: AnswerDraft) => {
    const { files, overruledReason, ...values } = given;
    await client.checklist.answer.mutate({
      ...values,
      inspectionId: inspection.id,
      rowVersion: review.answers.find((one) => one.itemCode === given.itemCode)?.rowVersion ?? 0,
      overruledReason: overruledReason?.trim() || null,
      objectIds: files.map((file) => file.id),
    });
    toast({ text: t('checklist.saved') });
    setDraft(null);
    revalidate();
    void go(1);
  };
  return (
    <div className="lt-page lt-review">
      <PageHeader
        title={t('checklist.reviewTitle', { unit: inspection.subjectName })}
        lead={`${list.name} ${t('checklist.version', { n: list.version })}`}
        actions={mayWrite ? <RunProbes inspectionId={inspection.id} /> : null}
      />
      <div className="lt-review-columns">
        <ItemList name={t('checklist.items')} items={list.items} answers={answers} current={item?.code ?? null} />
        <div className="lt-review-middle">
          {item ? <Middle data={data} item={item} pinned={pinned} onPin={setPinned} /> : null}
        </div>
        <div className="lt-review-side">
          <div>
            {review.selfCheck?.sentAt ? (
              <ScorePanel
                label={t('checklist.selfScore')}
                score={scoreChecklist(list, review.selfCheck.answers)}
                grades={list.profile.grades}
              />
            ) : null}
            <ScorePanel
              label={t('checklist.scoreNow')}
              score={scoreChecklist(list, answers, hasSelfCheck)}
              grades={list.profile.grades}
            />
            {item ? (
              <>
                <h2>
                  {item.code} {item.zh}
                </h2>
                <p className="lt-3">
                  {[t(`checklist.type_${item.type}`), item.method].filter(Boolean).join(t('common.comma'))}{' '}
                  <span className="lt-keys">
                    <kbd className="lt-kbd">K</kbd> <kbd className="lt-kbd">J</kbd> {t('checklist.keys')}
                  </span>
                </p>
                <SiteNote
                  review={review}
                  item={item}
                  siteTo={`/w/${slug}/inspections/${inspection.campaignId}/${inspection.id}/onsite`}
                />
                {mayWrite ? (
                  <>
                    <AnswerForm
                      key={`${item.code}-${seen?.answeredAt ?? ''}-${seen?.rowVersion ?? 0}`}
                      item={item}
                      initial={draftOf(review, item.code)}
                      suggestion={suggestionOfItem(review, item)}
                      sampled={sampledOf(review, item.code)}
                      phrases={own.notes}
                      onDraft={setDraft}
                      onSave={save}
                    />
                    <div className="lt-section">
                      <FindingFromItem
                        key={item.code}
                        inspection={inspection}
                        item={item}
                        record={pinned}
                        onUnpin={() => setPinned(null)}
                      />
                    </div>
                  </>
                ) : (
                  <ReadAnswer review={review} item={item} />
                )}
              </>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}
