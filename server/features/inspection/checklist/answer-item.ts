import type { TenantDb } from '@/db/client';
import { findInspectionChecklist } from '@/db/queries/checklist.queries';
import {
  findAnswerFile,
  findChecklistAnswer,
  insertChecklistAnswer,
  replaceAnswerFiles,
  updateChecklistAnswer,
} from '@/db/queries/checklist-answer.queries';
import { findInspectionForUpdate, startInspection } from '@/db/queries/inspection.queries';
import { startCampaign } from '@/db/queries/inspection-campaign.queries';
import { listNewestRuns } from '@/db/queries/probes/probe.queries';
import { audit } from '@/server/audit/audit';
import { type ChecklistItem, checklistItems, checklistSections } from '@/server/domain/inspection/checklist';
import type { AnswerItemInput, FrozenList } from '@/server/domain/inspection/checklist-review';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import { suggestionFor, worstSuggestion } from '@/server/domain/inspection/probes';
import { type ItemAnswer, ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';
import { profileOf } from '@/server/domain/inspection/scoring-profile';
import { type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requirePicture } from '../onsite/require-picture.ts';
import { requireInspection, requireMyInspection } from '../require-inspection.ts';
import { settledValues } from './settled-values.ts';

/** The list that an inspection is held by, as its campaign froze it. */
export const readFrozenList = async (tdb: TenantDb, scope: TenantScope, inspectionId: string): Promise<FrozenList> => {
  const row = await findInspectionChecklist(tdb, scope.tenantId, inspectionId);
  if (!row) throw new AppError('NOT_FOUND', `inspection ${inspectionId} is not in tenant ${scope.tenantId}`);
  const items = checklistItems.parse(row.items);
  return {
    name: row.name,
    version: row.version,
    items,
    sections: checklistSections.parse(row.sections),
    profile: profileOf(row.profile, items),
  };
};

export const requireItem = (list: FrozenList, itemCode: string): ChecklistItem => {
  const item = list.items.find((candidate) => candidate.code === itemCode);
  if (!item) throw new AppError('NOT_FOUND', `the list ${list.name} has no item ${itemCode}`);
  return item;
};

/** What the probes of an item suggest together. */
const suggestedFor = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  item: ChecklistItem,
): Promise<Verdict | null> => {
  const runs = (await listNewestRuns(tdb, scope.tenantId, inspectionId)).filter((run) => run.itemCode === item.code);
  return suggestionFor(item.type, worstSuggestion(runs.map((run) => run.suggestion as Verdict | null)));
};

/** An answer other than the suggested one needs its reason; one that follows it needs none. */
const settleSuggestion = (
  item: ChecklistItem,
  answer: ItemAnswer,
  suggestion: Verdict | null,
  overruledReason: string | null,
) => {
  // A count, a sample and points have a verdict of their own making; the database compares what was said in words.
  const said = answer.verdict ?? verdictOfRating(ratingOf(item, answer));
  const isOverruled = suggestion !== null && said !== null && said !== suggestion;
  if (isOverruled && overruledReason === null)
    throw new AppError('OVERRULING_NEEDS_REASON', `item ${item.code}: ${suggestion} was suggested`);
  return { suggestion, overruledReason: isOverruled ? overruledReason : null };
};

/** 答一项. The first answer begins the inspection, like the first finding. */
export const answerItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerItemInput,
): Promise<{ rowVersion: number }> => {
  refuseClassified(input.note, input.overruledReason);
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  if (!takesFindings(inspection.state as InspectionState))
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  const item = requireItem(await readFrozenList(tdb, scope, inspection.id), input.itemCode);
  const values = settledValues(item, input);
  const key = { tenantId: scope.tenantId, inspectionId: inspection.id, itemCode: item.code };
  const suggestion = await suggestedFor(tdb, scope, inspection.id, item);
  const settled = settleSuggestion(item, { itemCode: item.code, ...values }, suggestion, input.overruledReason);
  const before = await findChecklistAnswer(tdb, key);
  const saved = { ...values, ...settled, answeredBy: inspection.accountId, answeredByName: scope.actorName };
  const isSaved =
    input.rowVersion === 0
      ? await insertChecklistAnswer(tdb, key, saved)
      : await updateChecklistAnswer(tdb, { ...key, rowVersion: input.rowVersion }, saved);
  if (!isSaved) throw new AppError('STALE_VERSION', `item ${item.code} was answered meanwhile`);
  const wanted = [...new Set(input.objectIds)];
  if ((await replaceAnswerFiles(tdb, key, wanted)) !== wanted.length)
    throw new AppError('NOT_FOUND', 'a file is not stored in this tenant');
  const value = values.countValue ?? values.sampleSize ?? values.points;
  await requirePicture(tdb, scope, inspection.id, item, { verdict: values.verdict, value });
  await startInspection(tdb, scope.tenantId, inspection.id);
  await startCampaign(tdb, scope.tenantId, inspection.campaignId);
  await audit(tdb, scope, {
    action: 'checklist.answer',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${item.code}`,
    detail: { itemCode: item.code, was: before ?? null, is: { ...values, ...settled }, files: wanted.length },
  });
  return { rowVersion: input.rowVersion + 1 };
};

/** A file of the bureau's own answer. */
export const downloadAnswerFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string; itemCode: string; objectId: string },
): Promise<FileReference> => {
  const { id: inspectionId } = await requireInspection(tdb, scope, input.inspectionId);
  const file = await findAnswerFile(tdb, { ...input, inspectionId, tenantId: scope.tenantId });
  if (!file) throw new AppError('NOT_FOUND', `item ${input.itemCode} has no file ${input.objectId}`);
  return { tenantId: scope.tenantId, ...file };
};
