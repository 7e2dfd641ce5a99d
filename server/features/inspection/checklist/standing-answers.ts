import type { TenantDb } from '@/db/client';
import { type ChecklistAnswerRow, listChecklistAnswers } from '@/db/queries/checklist-answer.queries';
import { type AnswerRow, listAnswerVersions } from '@/db/queries/onsite.queries';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { FrozenList } from '@/server/domain/inspection/checklist-review';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import { isConflict, type SiteAnswerContent, standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { settledValues } from './settled-values.ts';

type StandingAnswer = ChecklistAnswerRow & { isOnSite: boolean };

/** What was said on the phone, as the desk would have written it. Null where the list would not take it so. */
const fromPhone = (item: ChecklistItem, said: AnswerRow): Omit<StandingAnswer, 'rowVersion'> | null => {
  const given = {
    verdict: said.verdict as Verdict | null,
    countValue: said.value,
    sampleFaults: said.value,
    sampleSize: said.outOf,
    points: said.value,
    note: said.note,
  };
  try {
    return {
      ...settledValues(item, given),
      itemCode: item.code,
      suggestion: null,
      overruledReason: null,
      answeredByName: said.madeByName,
      answeredAt: said.madeAt,
      isOnSite: true,
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

const isEmpty = ({ verdict, countValue, sampleSize, points }: Omit<StandingAnswer, 'rowVersion'>): boolean =>
  verdict === null && countValue === null && sampleSize === null && points === null;

/**
 * What counts of an inspection: of desk and phone, what was said last of an item. Where two inspectors said different
 * things on site, neither counts until one of them, or the desk, has settled it.
 */
export const readStandingAnswers = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  list: FrozenList,
): Promise<{ answers: StandingAnswer[]; siteConflicts: string[] }> => {
  const desk = await listChecklistAnswers(tdb, scope.tenantId, inspectionId);
  const said = await listAnswerVersions(tdb, { tenantId: scope.tenantId, inspectionId });
  const answers = new Map<string, StandingAnswer>(
    desk.map((answer) => [answer.itemCode, { ...answer, isOnSite: false }]),
  );
  const siteConflicts: string[] = [];
  for (const item of list.items) {
    const standing = standingAnswers(said.filter((answer) => answer.itemCode === item.code));
    const newest = standing.at(-1);
    const atDesk = answers.get(item.code);
    if (!newest || (atDesk && atDesk.answeredAt >= newest.madeAt)) continue;
    if (isConflict(standing as readonly (AnswerRow & SiteAnswerContent)[])) {
      siteConflicts.push(item.code);
      continue;
    }
    const phone = fromPhone(item, newest);
    if (phone && !isEmpty(phone)) answers.set(item.code, { ...phone, rowVersion: atDesk?.rowVersion ?? 0 });
  }
  return { answers: [...answers.values()], siteConflicts };
};
