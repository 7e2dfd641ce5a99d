import type { TenantDb } from '@/db/client';
import { findInspectionOfYear } from '@/db/queries/assessment-inspected.queries';
import { listOfficeAnswers, saveOfficeAnswer } from '@/db/queries/assessment-sheet.queries';
import { audit } from '@/server/audit/audit';
import { type InspectedItemsView, inspectedItemsView } from '@/server/domain/assessment/assessment-exchange';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import { type ItemAnswer, ratingOf } from '@/server/domain/inspection/scoring';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFrozenList } from '../checklist/answer-item.ts';
import { readStandingAnswers } from '../checklist/standing-answers.ts';
import { requireScorable } from './score-sheet.ts';
import { requireSheet, type Sheet } from './sheets.ts';

const wordsOf = (item: ChecklistItem): string =>
  `${item.type} ${item.zh.normalize('NFKC').replace(/[\s，。；、,.;]/gu, '')}`;
const CENT = 100;

/** Points of one list in those of the other, where the same item is worth another number. */
const scaled = (points: number | null, from: ChecklistItem, to: ChecklistItem): number | null =>
  points === null || !from.score || to.score === null
    ? points
    : Math.round((points / from.score) * to.score * CENT) / CENT;

type Inspected = Pick<InspectedItemsView, 'inspectionId' | 'campaignId' | 'campaignTitle' | 'inspectedOn'> & {
  answers: (ItemAnswer & { note: string })[];
};

/**
 * What this office has judged of the unit in an inspection of the same year, for the items that both lists have in the
 * same words: nothing is asked of a unit twice. Null where there was none, or none of its items is on the sheet.
 */
const readInspected = async (tdb: TenantDb, scope: TenantScope, sheet: Sheet): Promise<Inspected | null> => {
  const asked = { subjectTenantId: sheet.subjectTenantId, year: sheet.year };
  const inspection = await findInspectionOfYear(tdb, scope.tenantId, asked);
  if (!inspection) return null;
  const list = await readFrozenList(tdb, scope, inspection.inspectionId);
  const { answers } = await readStandingAnswers(tdb, scope, inspection.inspectionId, list);
  const byWords = new Map(list.items.map((item) => [wordsOf(item), item]));
  const same = sheet.list.items.flatMap((item) => {
    const there = byWords.get(wordsOf(item));
    const standing = answers.find((answer) => answer.itemCode === there?.code);
    if (!there || !standing) return [];
    const said = { ...standing, verdict: standing.verdict as Verdict | null };
    if (ratingOf(there, said) === null) return [];
    const { verdict, countValue, sampleSize, sampleFaults, note } = said;
    const points = scaled(said.points, there, item);
    return [{ itemCode: item.code, verdict, countValue, sampleSize, sampleFaults, points, note }];
  });
  return same.length === 0 ? null : { ...inspection, answers: same };
};

/** 检查结论 for the items of a sheet. */
export const listInspectedItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<InspectedItemsView | null> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  return inspectedItemsView.nullable().parse(await readInspected(tdb, scope, sheet));
};

/** 采用检查结论 for the items that nobody has scored yet; the unit reads on which day it was inspected. */
export const takeOverInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<{ items: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  const sheet = await requireScorable(tdb, scope, input.sheetId);
  const inspected = await readInspected(tdb, scope, sheet);
  if (!inspected) throw new AppError('STEP_PASSED', `no inspection of ${sheet.year} answers items of ${sheet.id}`);
  const scored = new Set((await listOfficeAnswers(tdb, scope.tenantId, sheet.id)).map((answer) => answer.itemCode));
  const open = inspected.answers.filter(({ itemCode }) => !scored.has(itemCode));
  const by = { isTakenOver: false, answeredBy: scope.accountId, answeredByName: scope.actorName };
  for (const { itemCode, note: said, ...values } of open) {
    const key = { tenantId: scope.tenantId, sheetId: sheet.id, itemCode };
    const note = `${inspected.inspectedOn}检查${said === '' ? '' : `：${said}`}`.slice(0, 1000);
    await saveOfficeAnswer(tdb, key, 0, { ...values, ...by, note });
  }
  await audit(tdb, scope, {
    action: 'assessment.takeOverInspection',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { items: open.length, inspectionId: inspected.inspectionId },
  });
  return { items: open.length };
};
