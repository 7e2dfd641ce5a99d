import type { TenantDb } from '@/db/client';
import { listFindingWords } from '@/db/queries/finding.queries';
import { listAnswerVersions, listOwnNotes } from '@/db/queries/onsite.queries';
import { listSitePhotos, type SeenSitePhotoRow } from '@/db/queries/onsite-photo.queries';
import type { ReviewView } from '@/server/domain/inspection/checklist-review';
import type { DraftFindingInput, FindingDraftView, FindingWordsView } from '@/server/domain/inspection/finding-draft';
import { standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';
import { findProbe } from '@/server/domain/inspection/probes';
import { ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';
import { suggestBasis } from '@/server/domain/inspection/suggest-basis';
import { documentForSeverity, type FindingSeverity, MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireItem } from './checklist/answer-item.ts';
import { getReview } from './checklist/get-review.ts';
import { requireCampaign } from './draw-pool.ts';
import { getInspection } from './get-inspection.ts';
import { requireInspection } from './require-inspection.ts';

const MOST_WORDS = 2000;

const sampleWords = (review: ReviewView, itemCode: string): string[] => {
  const records = review.samples.find((sample) => sample.itemCode === itemCode)?.records ?? [];
  const wrong = records.filter((record) => record.verdict === 'differs' || record.verdict === 'absent');
  if (wrong.length === 0) return [];
  const named = wrong.map((record) => [record.referenceCode, record.note].filter(Boolean).join(' '));
  return [`抽查${records.length}件，${wrong.length}件不符：${named.join('、')}`];
};

const probeWords = (review: ReviewView, itemCode: string): string[] =>
  review.probes
    .filter((run) => run.itemCode === itemCode && run.faults > 0)
    .map(
      (run) =>
        `自动核查“${findProbe(run.probeCode).name.zh}”：共${run.rows}，有问题${run.faults}（${run.firstRows
          .slice(0, 5)
          .map((row) => row.label)
          .join('、')}）`,
    );

/** Both of two answers that stand in conflict are told: the inspector writes what is right. */
const siteAnswersOf = async (tdb: TenantDb, scope: TenantScope, input: DraftFindingInput) =>
  standingAnswers(await listAnswerVersions(tdb, { tenantId: scope.tenantId, ...input }));

const picturesOf = (review: ReviewView, photos: readonly SeenSitePhotoRow[], itemCode: string) => {
  const desk = (review.answers.find((one) => one.itemCode === itemCode)?.files ?? [])
    .filter((file) => file.mediaType.startsWith('image/'))
    .map((file) => ({ id: file.objectId, fileName: file.fileName, mediaType: file.mediaType }));
  const site = photos
    .filter((photo) => photo.itemCode === itemCode && photo.withdrawnAt === null)
    .map(({ objectId, fileName, mediaType }) => ({ id: objectId, fileName, mediaType }));
  const byId = new Map([...desk, ...site].map((picture) => [picture.id, picture]));
  return [...byId.values()].slice(0, MOST_PHOTOS);
};

/**
 * 登记问题的底稿: matter and basis by the item, the facts from the desk's answer, the phones' answers, the sample and the
 * probes, the pictures of both. Nothing is written: the inspector reads it over and saves.
 */
export const draftFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DraftFindingInput,
): Promise<FindingDraftView> => {
  const review = await getReview(tdb, scope, input);
  const { suggestedDueOn } = await getInspection(tdb, scope, input);
  const item = requireItem(review.list, input.itemCode);
  const desk = review.answers.find((one) => one.itemCode === item.code);
  const site = await siteAnswersOf(tdb, scope, { ...input, itemCode: item.code });
  const isUnmet =
    verdictOfRating(ratingOf(item, desk)) === 'unmet' || site.some((answer) => answer.verdict === 'unmet');
  const said = site.map((answer) => answer.severity).findLast((severity) => severity !== null);
  const severity = (said ?? (isUnmet ? 'MAJOR' : 'MINOR')) as FindingSeverity;
  const notes = [desk?.note ?? '', ...site.map((answer) => answer.note)].map((note) => note.trim()).filter(Boolean);
  const facts = [...new Set(notes), ...sampleWords(review, item.code), ...probeWords(review, item.code)];
  return {
    itemCode: item.code,
    itemText: item.zh,
    legalItem: item.legalItem,
    severity,
    documentCode: documentForSeverity(severity),
    fact: facts.join('；').slice(0, MOST_WORDS),
    basis: suggestBasis(item.legalItem, severity),
    requirement: `对照“${item.zh}”整改，并报送整改情况`.slice(0, 1000),
    dueOn: suggestedDueOn,
    photos: picturesOf(review, await listSitePhotos(tdb, scope.tenantId, input.inspectionId), item.code),
  };
};

/** 常用语: what this office wrote most about the item, in answers and in findings on lists of the same code. */
export const readFindingWords = async (
  tdb: TenantDb,
  scope: TenantScope,
  { inspectionId, itemCode }: DraftFindingInput,
): Promise<FindingWordsView> => {
  const inspection = await requireInspection(tdb, scope, inspectionId);
  const { checklistId } = await requireCampaign(tdb, scope, inspection.campaignId);
  const rows = await listFindingWords(tdb, scope.tenantId, { checklistId, itemCode });
  const of = (wanted: string): string[] => rows.filter(({ field }) => field === wanted).map(({ words }) => words);
  const notes = (await listOwnNotes(tdb, scope.tenantId, [itemCode])).map(({ note }) => note);
  return { notes, facts: of('fact'), requirements: of('requirement') };
};
