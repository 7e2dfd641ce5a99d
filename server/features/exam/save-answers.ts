import type { TenantDb } from '@/db/client';
import { type AttemptRow, lockAttempt, lockDueAttempts, putAnswers } from '@/db/queries/exam-sitting.queries';
import { audit } from '@/server/audit/audit';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { GRACE_SECONDS } from '@/server/domain/exam/exam-vocabulary';
import type { HandInInput, SaveAnswersInput, SavedAnswers, SentAnswer } from '@/server/domain/exam/sitting';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { closeAttempt, paperOf } from './attempt-paper.ts';
import { personOf } from './sit-exam.ts';

const requireAttempt = async (tdb: TenantDb, scope: TenantScope, attemptId: string): Promise<AttemptRow> => {
  const { accountId } = personOf(scope);
  const row = await lockAttempt(tdb, { tenantId: scope.tenantId, id: attemptId, accountId }, GRACE_SECONDS);
  if (!row) throw new AppError('NOT_FOUND', `attempt ${attemptId} is not one of account ${accountId}`);
  return row;
};

const isSecret = ({ answer }: SentAnswer): boolean => answer.texts.some(isSecrecyMarked);

/** Keeps what belongs to the paper; of one position the latest that was sent. */
const keep = async (
  tdb: TenantDb,
  scope: TenantScope,
  attempt: AttemptRow,
  sent: readonly SentAnswer[],
): Promise<Pick<SavedAnswers, 'acknowledged' | 'refused'>> => {
  const length = paperOf(attempt).length;
  const latest = new Map<number, SentAnswer>();
  for (const one of sent) {
    if (one.position > length) throw new AppError('BAD_INPUT', `position ${one.position} of ${length}`);
    const known = latest.get(one.position);
    if (!known || known.sequence < one.sequence) latest.set(one.position, one);
  }
  const all = [...latest.values()];
  const key = { tenantId: scope.tenantId, attemptId: attempt.id };
  const acknowledged = await putAnswers(
    tdb,
    key,
    all.filter((one) => !isSecret(one)),
  );
  return { acknowledged, refused: all.filter(isSecret).map((one) => one.position) };
};

/**
 * Takes in answers as they are given. Sending them again changes nothing, and the later sequence wins. Past the time
 * nothing is taken any more: the paper is handed in with what was saved, and the answer says so instead of failing, so
 * that the handing in stands.
 */
export const saveAnswers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveAnswersInput,
): Promise<SavedAnswers> => {
  const attempt = await requireAttempt(tdb, scope, input.attemptId);
  const told = { objectKind: 'exam_attempt', objectId: attempt.id };
  const { now, endsAt } = attempt;
  if (attempt.handedInAt !== null || attempt.isDue) {
    if (attempt.handedInAt === null) await closeAttempt(tdb, scope, attempt, 'time');
    else await audit(tdb, scope, { ...told, action: 'exam.saveTooLate', detail: { answers: input.answers.length } });
    return { acknowledged: [], refused: [], isOver: true, now, endsAt };
  }
  const kept = await keep(tdb, scope, attempt, input.answers);
  await audit(tdb, scope, {
    ...told,
    action: 'exam.saveAnswers',
    detail: { answers: kept.acknowledged.map(({ position, sequence }) => [position, sequence]) },
  });
  return { ...kept, isOver: false, now, endsAt };
};

/** 交卷 by the person, with what the device still held. Handing in twice is handing in once. */
export const handIn = async (tdb: TenantDb, scope: TenantScope, input: HandInInput): Promise<{ attemptId: string }> => {
  const attempt = await requireAttempt(tdb, scope, input.attemptId);
  if (attempt.handedInAt !== null) {
    await audit(tdb, scope, { action: 'exam.handInAgain', objectKind: 'exam_attempt', objectId: attempt.id });
    return { attemptId: attempt.id };
  }
  if (!attempt.isDue) await keep(tdb, scope, attempt, input.answers);
  await closeAttempt(tdb, scope, attempt, attempt.isDue ? 'time' : 'person');
  return { attemptId: attempt.id };
};

/** So many papers are handed in by one run; the next minute takes the others. */
const AT_ONCE = 200;

/** 到时交卷 for those who went away: what was saved is handed in. */
export const handInDue = async (tdb: TenantDb, scope: TenantScope): Promise<{ handedIn: number }> => {
  const due = await lockDueAttempts(tdb, scope.tenantId, GRACE_SECONDS, AT_ONCE);
  for (const attempt of due) await closeAttempt(tdb, scope, attempt, 'time');
  return { handedIn: due.length };
};
