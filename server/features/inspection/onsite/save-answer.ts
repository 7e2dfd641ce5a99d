import type { TenantDb } from '@/db/client';
import { findAnswer, insertAnswer, listAnswerVersions } from '@/db/queries/onsite.queries';
import { audit } from '@/server/audit/audit';
import type { SaveAnswerInput, SiteAnswerView } from '@/server/domain/inspection/onsite';
import { isConflict, standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { digestOfAnswer, markStarted, requireItem, requireRunning, toAnswerView } from './onsite-views.ts';
import { requirePicture } from './require-picture.ts';

export interface SavedAnswer {
  id: string;
  sha256: string;
  standing: SiteAnswerView[];
}

/**
 * Takes in one answer from a phone. The same id with the same words is answered as the first time; with other words it
 * is refused, for an id means one answer. Nothing is replaced: an answer says which ones its author had seen, and where
 * two stand side by side both are handed back.
 */
export const saveAnswer = async (tdb: TenantDb, scope: TenantScope, input: SaveAnswerInput): Promise<SavedAnswer> => {
  refuseClassified(input.note);
  const inspection = await requireRunning(tdb, scope, input.inspectionId);
  const item = await requireItem(tdb, scope, inspection, input.itemCode);
  await requirePicture(tdb, scope, inspection.id, item, input);
  const key = { tenantId: scope.tenantId, inspectionId: inspection.id, itemCode: item.code };
  const known = new Set((await listAnswerVersions(tdb, key)).map((answer) => answer.id));
  const stranger = input.basedOn.find((id) => !known.has(id));
  if (stranger) throw new AppError('NOT_FOUND', `answer ${stranger} is none of item ${item.code}`);
  const isNew = await insertAnswer(tdb, {
    ...input,
    tenantId: scope.tenantId,
    madeBy: inspection.accountId,
    madeByName: scope.actorName,
  });
  const stored = await findAnswer(tdb, scope.tenantId, input.id);
  if (!stored || digestOfAnswer(stored) !== digestOfAnswer(input)) {
    throw new AppError('CONFLICT', `answer ${input.id} is another one already`);
  }
  if (isNew) await markStarted(tdb, scope, inspection);
  const standing = standingAnswers(await listAnswerVersions(tdb, key));
  await audit(tdb, scope, {
    action: 'inspection.saveSiteAnswer',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${item.code} ${item.zh}`,
    detail: {
      answerId: stored.id,
      verdict: stored.verdict,
      isRepeat: !isNew,
      isConflict: isConflict(standing.map((row) => toAnswerView(scope, row))),
    },
  });
  return {
    id: stored.id,
    sha256: digestOfAnswer(stored),
    standing: standing.map((row) => toAnswerView(scope, row)),
  };
};
