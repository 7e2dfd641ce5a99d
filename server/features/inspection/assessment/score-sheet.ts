import type { TenantDb } from '@/db/client';
import { lockRound } from '@/db/queries/assessment-round.queries';
import { listOfficeAnswers, saveOfficeAnswer, updateSheet } from '@/db/queries/assessment-sheet.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type { ExcuseInput, ScoreItemInput, SendScoreInput } from '@/server/domain/assessment/assessment';
import { type ScoreBody, scoreBody } from '@/server/domain/assessment/assessment-exchange';
import { selfCheckBody } from '@/server/domain/inspection/checklist-review';
import { type ItemAnswer, ratingOf, type Score, scoreChecklist } from '@/server/domain/inspection/scoring';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addDays, addWorkingDays } from '@/server/domain/shared/working-days';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireItem } from '../checklist/answer-item.ts';
import { settledValues } from '../checklist/settled-values.ts';
import { requireRound } from './rounds.ts';
import { requireSheet, type Sheet } from './sheets.ts';

const OBJECT = 'assessment_sheet';

/** A sheet that may still be scored: open, or under an objection. Held until the transaction ends. */
export const requireScorable = async (tdb: TenantDb, scope: TenantScope, sheetId: string): Promise<Sheet> => {
  const sheet = await requireSheet(tdb, scope, sheetId, { lock: true });
  if (sheet.state !== 'open' && sheet.standing !== 'objected')
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.standing}`);
  return sheet;
};

/** 逐项评分 with a comment that the unit will read. */
export const scoreItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ScoreItemInput,
): Promise<{ rowVersion: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  refuseClassified(input.note);
  const sheet = await requireScorable(tdb, scope, input.sheetId);
  const item = requireItem(sheet.list, input.itemCode);
  const values = settledValues(item, input);
  const key = { tenantId: scope.tenantId, sheetId: sheet.id, itemCode: item.code };
  const by = { isTakenOver: false, answeredBy: scope.accountId, answeredByName: scope.actorName };
  if (!(await saveOfficeAnswer(tdb, key, input.rowVersion, { ...values, ...by })))
    throw new AppError('STALE_VERSION', `item ${item.code} was answered meanwhile`);
  await audit(tdb, scope, {
    action: 'assessment.scoreItem',
    objectKind: OBJECT,
    objectId: sheet.id,
    objectLabel: `${sheet.subjectName} ${item.code}`,
    detail: { itemCode: item.code, ...values },
  });
  return { rowVersion: input.rowVersion + 1 };
};

/** 采用自评 for the items that nobody has scored yet: what the unit gave itself stands until it is changed. */
export const takeOverSelf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<{ items: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  const sheet = await requireScorable(tdb, scope, input.sheetId);
  if (sheet.self === null) throw new AppError('STEP_PASSED', `unit of sheet ${sheet.id} has sent nothing`);
  const scored = new Set((await listOfficeAnswers(tdb, scope.tenantId, sheet.id)).map((answer) => answer.itemCode));
  const known = new Set(sheet.list.items.map((item) => item.code));
  const open = sheet.self.answers.filter(({ itemCode }) => known.has(itemCode) && !scored.has(itemCode));
  for (const { itemCode, objectIds: _files, note: _note, ...values } of open) {
    const key = { tenantId: scope.tenantId, sheetId: sheet.id, itemCode };
    const by = { isTakenOver: true, answeredBy: scope.accountId, answeredByName: scope.actorName };
    await saveOfficeAnswer(tdb, key, 0, { ...values, ...by, note: '' });
  }
  await audit(tdb, scope, {
    action: 'assessment.takeOverSelf',
    objectKind: OBJECT,
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { items: open.length },
  });
  return { items: open.length };
};

/** What the office has answered, scored by the sheet's own list. */
export const scoreOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  sheet: Sheet,
): Promise<{ answers: (ItemAnswer & { note: string })[]; score: Score }> => {
  const rows = await listOfficeAnswers(tdb, scope.tenantId, sheet.id);
  const answers = selfCheckBody.shape.answers.parse(rows.map((row) => ({ ...row, objectIds: [] })));
  return { answers, score: scoreChecklist(sheet.list, answers, sheet.self !== null) };
};

const CENT = 100;
const gotOf = (rating: number | 'na' | null, full: number | null): number | null =>
  typeof rating === 'number' ? Math.round(rating * (full ?? 1) * CENT) / CENT : null;

/** The score as the unit will read it, item by item beside its own. */
export const scoreBodyOf = (
  sheet: Sheet,
  { answers, score }: Awaited<ReturnType<typeof scoreOf>>,
  more: Pick<ScoreBody, 'opinion' | 'scoredBy' | 'objectionUntil' | 'objectionAnswer'>,
): ScoreBody =>
  scoreBody.parse({
    title: sheet.title,
    year: sheet.year,
    purpose: sheet.purpose,
    percent: score.percent,
    got: score.got,
    full: score.full,
    gradeName: score.grade?.zh ?? null,
    selfPercent: sheet.self?.percent ?? null,
    ...more,
    items: sheet.list.items.map((item) => {
      const answer = answers.find((one) => one.itemCode === item.code);
      const own = sheet.self?.answers.find((one) => one.itemCode === item.code);
      const rating = ratingOf(item, answer);
      const { code, zh, en, section, score: full } = item;
      const self = { selfGot: gotOf(ratingOf(item, own), full), selfNote: own?.note ?? '' };
      const given = { got: gotOf(rating, full), isNotApplicable: rating === 'na', note: answer?.note ?? '' };
      return { code, zh, en, section, score: full, ...self, ...given };
    }),
  });

/** Refuses a score that is not whole: every item is judged or does not apply, and something was judged. */
export const requireWhole = (sheet: Sheet, score: Score): number => {
  if (score.open > 0 || score.percent === null)
    throw new AppError('ASSESSMENT_ITEMS_OPEN', `sheet ${sheet.id} has open items`, { items: score.open });
  return score.percent;
};

/** The last day on which the unit may object; none where the round gives no time. */
const objectionDay = async (tdb: TenantDb, scope: TenantScope, sheet: Sheet, today: string): Promise<string | null> => {
  if (sheet.roundId === null) return null;
  const { objectionDays } = await requireRound(tdb, scope, sheet.roundId);
  if (objectionDays === 0) return null;
  const until = addWorkingDays(today, objectionDays, WORK_CALENDAR);
  if (until.kind === 'known') return until.date;
  // Nobody loses time by a calendar that is not out yet: twice as many plain days are never fewer.
  return addDays(today, objectionDays * 2);
};

/** 反馈得分: the unit has its score with every comment, and time to object. */
export const sendScore = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SendScoreInput,
): Promise<{ percent: number }> => {
  refuseClassified(input.opinion);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  if (sheet.state !== 'open') throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.state}`);
  if (sheet.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `sheet ${sheet.id}`);
  const scored = await scoreOf(tdb, scope, sheet);
  const percent = requireWhole(sheet, scored.score);
  const { today } = await readClock(tdb);
  const objectionUntil = await objectionDay(tdb, scope, sheet, today);
  const more = { opinion: input.opinion, scoredBy: scope.actorName, objectionUntil, objectionAnswer: null };
  const { id: scoreDispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: sheet.subjectTenantId,
    kind: 'assessment_score',
    title: `考核评分（${sheet.title}）`,
    body: scoreBodyOf(sheet, scored, more),
    objectId: sheet.id,
    ...(objectionUntil ? { dueOn: objectionUntil } : {}),
  });
  await updateSheet(
    tdb,
    { tenantId: scope.tenantId, id: sheet.id },
    {
      ...reached(scored.score, percent),
      state: 'scored',
      opinion: input.opinion,
      scoreDispatchId,
      scoredOn: today,
      scoredByName: scope.actorName,
      objectionUntil,
    },
  );
  await audit(tdb, scope, {
    action: 'assessment.sendScore',
    objectKind: OBJECT,
    objectId: sheet.id,
    objectLabel: `${sheet.subjectName} ${sheet.title}`,
    detail: { percent, grade: scored.score.grade?.code ?? null, objectionUntil },
  });
  return { percent };
};

export const reached = (score: Score, percent: number) => ({
  fullPoints: score.full,
  gotPoints: score.got,
  percent,
  gradeCode: score.grade?.code ?? null,
  gradeName: score.grade?.zh ?? null,
});

/** 不参加本次考核, for a reason: a unit that was abolished, or assessed elsewhere. */
export const excuseUnit = async (tdb: TenantDb, scope: TenantScope, input: ExcuseInput): Promise<void> => {
  refuseClassified(input.reason);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  if (sheet.state !== 'open' || sheet.roundId === null)
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.state}`);
  await lockRound(tdb, scope.tenantId, sheet.roundId);
  await updateSheet(tdb, { tenantId: scope.tenantId, id: sheet.id }, { state: 'excused', excusedReason: input.reason });
  await audit(tdb, scope, {
    action: 'assessment.excuse',
    objectKind: OBJECT,
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { reason: input.reason },
  });
};
