import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { levelName, SHEET_STATUS } from '@/app/features/assessment/assessment-labels';
import { InspectedItem } from '@/app/features/assessment/inspected-item';
import { SheetActs } from '@/app/features/assessment/sheet-acts';
import { Visits } from '@/app/features/assessment/visits';
import { type AnswerDraft, AnswerForm } from '@/app/features/checklist/answer-form';
import { neighbourOf } from '@/app/features/checklist/checklist-labels';
import { ItemList } from '@/app/features/checklist/item-list';
import { Evidence } from '@/app/features/checklist/review-middle';
import { ScorePanel } from '@/app/features/checklist/score-panel';
import { VerdictStatus } from '@/app/features/checklist/verdict-status';
import { Attachments } from '@/app/features/inspection/exchange';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useHotkeys } from '@/app/lib/hotkeys';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { SheetView } from '@/server/domain/assessment/assessment';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { ReviewView } from '@/server/domain/inspection/checklist-review';
import { ratingOf, scoreChecklist, verdictOfRating } from '@/server/domain/inspection/scoring';

export const handle: ScreenHandle<SheetView> = {
  rail: true,
  crumbs: ({ data, params }, t) => [
    { label: t('assessment.title'), to: `/w/${params.slug}/assessments` },
    ...(data?.roundId
      ? [{ label: data.roundTitle ?? '', to: `/w/${params.slug}/assessments/${data.roundId}` }]
      : [{ label: t('rating.applications'), to: `/w/${params.slug}/ratings?view=applications` }]),
    { label: data?.subjectName ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', sheetId = '' } = params;
  const { assessment } = context.api.workspace(slug);
  const load = async () => ({
    ...(await assessment.sheetById({ sheetId })),
    visits: await assessment.visits({ sheetId }),
    notices: await assessment.visitNotices({ sheetId }),
    inspected: await assessment.inspectedItems({ sheetId }),
  });
  return loadOrThrow({ request, context }, load());
};

const EMPTY = { verdict: null, countValue: null, sampleSize: null, sampleFaults: null, points: null };

/** What was answered, or what the unit gave itself, as a beginning. */
const draftOf = (sheet: SheetView, itemCode: string): AnswerDraft => {
  const answer =
    sheet.answers.find((one) => one.itemCode === itemCode) ??
    sheet.self?.answers.find((one) => one.itemCode === itemCode);
  const { verdict, countValue, sampleSize, sampleFaults, points } = answer ?? EMPTY;
  const note = sheet.answers.find((one) => one.itemCode === itemCode)?.note ?? '';
  const numbers = { verdict, countValue, sampleSize, sampleFaults, points };
  return { itemCode, ...numbers, note, overruledReason: null, files: [] };
};

/** The sheet in the shape in which the evidence of an item is shown. */
const asReview = ({ id, list, self }: SheetView): ReviewView => ({
  inspectionId: id,
  list,
  answers: [],
  siteConflicts: [],
  probes: [],
  samples: [],
  selfCheck: self
    ? { ...self, askedAt: self.sentAt, dueOn: null }
    : { askedAt: '', dueOn: null, dispatchId: null, sentAt: null, submittedByName: null, answers: [], probes: [] },
});

const Objection = ({ sheet }: { sheet: SheetView }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const { objection } = sheet;
  return objection ? (
    <section aria-label={t('assessment.objection')}>
      <h2>{t('assessment.objection')}</h2>
      <p>{objection.reason}</p>
      <p className="lt-3">
        {objection.raisedBy} {formatDateTime(objection.sentAt, locale)}
      </p>
      <Attachments
        files={objection.files}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId: objection.dispatchId, objectId })
        }
      />
      {objection.answer ? (
        <p>
          {t('assessment.objectionAnswer')}
          {t('common.colon')}
          {objection.answer}
        </p>
      ) : null}
    </section>
  ) : null;
};

const ItemAnswer = ({ sheet, item }: { sheet: SheetView; item: ChecklistItem }) => {
  const answer = sheet.answers.find((one) => one.itemCode === item.code);
  return (
    <div>
      <VerdictStatus verdict={verdictOfRating(ratingOf(item, answer))} />
      {answer?.note ? <p>{answer.note}</p> : null}
    </div>
  );
};

const Lead = ({ sheet }: { sheet: SheetView }) => {
  const t = useText();
  const locale = useLocale();
  const target =
    sheet.ratingKind && sheet.targetLevel
      ? `${t('rating.targetLevel')} ${levelName(sheet.ratingKind, sheet.targetLevel, locale)}`
      : null;
  const words = [
    sheet.title,
    target,
    sheet.handedUpBy ? t('rating.handedUpBy', { office: sheet.handedUpBy }) : null,
    sheet.rank ? t('assessment.rankOf', { n: sheet.rank }) : null,
    sheet.excusedReason,
    sheet.objectionUntil ? t('assessment.objectionUntil', { date: sheet.objectionUntil }) : null,
  ];
  return (
    <>
      <Status kind={SHEET_STATUS[sheet.standing]}>{t(`assessment.standing_${sheet.standing}`)}</Status>{' '}
      {words.filter(Boolean).join(t('common.comma'))}
    </>
  );
};

/** One unit's sheet: its own answers, proof and figures beside the office's points and comments. */
export default function AssessmentSheet() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const sheet = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [draft, setDraft] = useState<AnswerDraft | null>(null);
  const { list } = sheet;
  const item = list.items.find((one) => one.code === params.get('item')) ?? list.items[0];
  const mayWrite = sheet.state === 'open' || sheet.standing === 'objected';
  const go = (by: number) => {
    const next = neighbourOf(list.items, item?.code ?? null, by);
    return next === null
      ? false
      : navigate(withParams(params, { item: next }, { keepPage: true }), { preventScrollReset: true });
  };
  useHotkeys({ j: () => go(1), k: () => go(-1) });
  const answers = draft ? [...sheet.answers.filter((one) => one.itemCode !== draft.itemCode), draft] : sheet.answers;
  const kept = scoreChecklist(list, sheet.answers, sheet.self !== null);
  const version = sheet.answers.find((one) => one.itemCode === item?.code)?.rowVersion ?? 0;
  const save = async ({ files: _files, overruledReason: _none, ...values }: AnswerDraft) => {
    const rowVersion = sheet.answers.find((one) => one.itemCode === values.itemCode)?.rowVersion ?? 0;
    await client.assessment.scoreItem.mutate({ ...values, sheetId: sheet.id, rowVersion });
    toast({ text: t('checklist.saved') });
    setDraft(null);
    revalidate();
    void go(1);
  };
  return (
    <div className="lt-page lt-review">
      <PageHeader
        title={sheet.subjectName}
        lead={<Lead sheet={sheet} />}
        actions={<SheetActs sheet={sheet} inspected={sheet.inspected} percent={kept.percent} open={kept.open} />}
      />
      <div className="lt-review-columns">
        <ItemList name={t('checklist.items')} items={list.items} answers={answers} current={item?.code ?? null} />
        <div className="lt-review-middle">
          <Objection sheet={sheet} />
          <Visits sheetId={sheet.id} visits={sheet.visits} notices={sheet.notices} mayAdd={mayWrite} />
          {item ? <Evidence key={item.code} review={asReview(sheet)} item={item} unitSlug={null} /> : null}
        </div>
        <div className="lt-review-side">
          <div>
            {sheet.self ? (
              <ScorePanel
                label={t('checklist.selfScore')}
                score={scoreChecklist(list, sheet.self.answers)}
                grades={list.profile.grades}
              />
            ) : null}
            <ScorePanel
              label={t('assessment.officeScore')}
              score={scoreChecklist(list, answers, sheet.self !== null)}
              grades={list.profile.grades}
            />
            {item ? (
              <>
                <h2>
                  {item.code} {item.zh}
                </h2>
                <p className="lt-3">
                  {[item.score === null ? '' : t('assessment.fullPoints', { n: item.score }), item.method]
                    .filter(Boolean)
                    .join(t('common.comma'))}
                </p>
                <InspectedItem inspected={sheet.inspected} item={item} />
                {mayWrite ? (
                  <AnswerForm
                    key={`${item.code}-${version}`}
                    item={item}
                    initial={draftOf(sheet, item.code)}
                    withFiles={false}
                    onDraft={setDraft}
                    onSave={save}
                  />
                ) : (
                  <ItemAnswer sheet={sheet} item={item} />
                )}
              </>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}
