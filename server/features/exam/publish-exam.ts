import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  cancelExamRow,
  type ExamRow,
  findExam,
  freezeQuestions,
  insertExam,
  listSessionPeople,
  moveExamRow,
} from '@/db/queries/exam.queries';
import { findCourseSession } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { type ExamInvitationBody, type MoveExamInput, type PublishExamInput, phaseOf } from '@/server/domain/exam/exam';
import { MOST_IN_POOL } from '@/server/domain/exam/exam-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { readyPaper } from './papers.ts';

const OBJECT = 'exam';
type People = ExamInvitationBody['people'];

/** Who is asked: units of which people, and the own people; null stands for everybody there. */
interface Audience {
  sessionId: string | null;
  units: { tenantId: number; people: People }[];
  includesOwn: boolean;
  ownPeople: People;
}

const audienceOfSession = async (tdb: TenantDb, scope: TenantScope, sessionId: string): Promise<Audience> => {
  const session = await findCourseSession(tdb, scope.tenantId, sessionId);
  if (!session) throw new AppError('NOT_FOUND', `course session ${sessionId} is not in tenant ${scope.tenantId}`);
  const byUnit = new Map<number, NonNullable<People>>();
  for (const { unitTenantId, accountId, personName } of await listSessionPeople(tdb, scope.tenantId, sessionId)) {
    const people = byUnit.get(unitTenantId) ?? [];
    people.push({ accountId, personName });
    byUnit.set(unitTenantId, people);
  }
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const own = byUnit.get(scope.tenantId) ?? null;
  return {
    sessionId,
    units: [...byUnit].flatMap(([tenantId, people]) => (served.has(tenantId) ? [{ tenantId, people }] : [])),
    includesOwn: own !== null,
    ownPeople: own,
  };
};

const audienceOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  audience: PublishExamInput['audience'],
): Promise<Audience> => {
  if (audience.by === 'session') return audienceOfSession(tdb, scope, audience.sessionId);
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const units = [...new Set(audience.unitTenantIds)].map((tenantId) => {
    if (!served.has(tenantId)) throw new AppError('NOT_FOUND', `tenant ${tenantId} is not served by ${scope.tenantId}`);
    return { tenantId, people: null };
  });
  return { sessionId: null, units, includesOwn: audience.includesOwn, ownPeople: null };
};

/** A window that lies ahead and is long enough for the paper. */
const checkWindow = (window: { opensAt: string; closesAt: string }, minutes: number): void => {
  const [from, to] = [Date.parse(window.opensAt), Date.parse(window.closesAt)];
  if (to <= Date.now() || to - from < minutes * 60_000)
    throw new AppError('EXAM_WINDOW_WRONG', `${window.opensAt} to ${window.closesAt} for ${minutes} minutes`);
};

const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * 发布考试: freezes the questions that may be drawn, and tells the units. The notice carries no question: what a person
 * is asked comes with the paper.
 */
export const publishExam = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishExamInput,
): Promise<{ id: string; units: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an exam is published by a person');
  refuseClassified(input.title);
  const { row: paper, lines } = await readyPaper(tdb, scope, input.paperId);
  const audience = await audienceOf(tdb, scope, input.audience);
  checkWindow(input, input.minutes);
  if (input.passPoints > paper.totalPoints) throw new AppError('BAD_INPUT', 'more points to pass than there are');
  if (audience.units.length === 0 && !audience.includesOwn) throw new AppError('EXAM_FOR_NOBODY', 'nobody may sit it');
  const pool = [...new Set(lines.flatMap((line) => line.pool))];
  if (pool.length > MOST_IN_POOL) throw new AppError('BATCH_TOO_LARGE', 'too large a pool', { rows: MOST_IN_POOL });
  const id = uuidv7();
  const { title, purpose, opensAt, closesAt, minutes, attempts, passPoints } = input;
  const { questionCount, totalPoints, shuffles, halves } = paper;
  await insertExam(tdb, {
    ...{ title, purpose, opensAt, closesAt, minutes, attempts, passPoints },
    ...{ questionCount, totalPoints, shuffles, halves, lines },
    tenantId: scope.tenantId,
    id,
    paperId: paper.id,
    sessionId: audience.sessionId,
    includesOwn: audience.includesOwn,
    ownPeople: audience.ownPeople,
    unitCount: audience.units.length,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  const frozen = await freezeQuestions(tdb, { tenantId: scope.tenantId, examId: id }, pool);
  if (frozen !== pool.length) throw new AppError('INTERNAL', `${frozen} of ${pool.length} questions were frozen`);
  const told = { examId: id, title, opensAt, closesAt, minutes, attempts, passPoints, totalPoints, questionCount };
  for (const { tenantId, people } of audience.units)
    await sendDispatch(tdb, scope, {
      kind: 'exam_invitation',
      addresseeTenantId: tenantId,
      title: `考试通知（${title}）`,
      body: { ...told, people } satisfies ExamInvitationBody,
      objectId: id,
      dueOn: dayOf(closesAt),
    });
  await audit(tdb, scope, {
    action: 'exam.publish',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: title,
    detail: { opensAt, closesAt, minutes, units: audience.units.length, questions: pool.length },
  });
  return { id, units: audience.units.length };
};

export const requireExam = async (tdb: TenantDb, scope: TenantScope, examId: string): Promise<ExamRow> => {
  const row = await findExam(tdb, scope.tenantId, examId);
  if (!row) throw new AppError('NOT_FOUND', `exam ${examId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** 改时间: anything before it opens; once it is open only the end, and only later: nobody loses time they were promised. */
export const moveExam = async (tdb: TenantDb, scope: TenantScope, input: MoveExamInput): Promise<void> => {
  const row = await requireExam(tdb, scope, input.examId);
  const phase = phaseOf(row);
  if (phase === 'cancelled') throw new AppError('STEP_PASSED', `exam ${row.id} was cancelled`);
  const opensAt = new Date(input.opensAt).toISOString();
  const closesAt = new Date(input.closesAt).toISOString();
  checkWindow({ opensAt, closesAt }, row.minutes);
  if (phase !== 'coming' && (opensAt !== row.opensAt || closesAt < row.closesAt))
    throw new AppError('STEP_PASSED', `exam ${row.id} has begun`);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await moveExamRow(tdb, key, { opensAt, closesAt }))) throw new AppError('STALE_VERSION', `exam ${row.id}`);
  await audit(tdb, scope, {
    action: 'exam.move',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.title,
    detail: { from: [row.opensAt, row.closesAt], to: [opensAt, closesAt] },
  });
};

/** 取消考试, before it opens. */
export const cancelExam = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { examId: string; rowVersion: number; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const row = await requireExam(tdb, scope, input.examId);
  if (phaseOf(row) !== 'coming') throw new AppError('STEP_PASSED', `exam ${row.id} is ${phaseOf(row)}`);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await cancelExamRow(tdb, key))) throw new AppError('STALE_VERSION', `exam ${row.id}`);
  await audit(tdb, scope, {
    action: 'exam.cancel',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.title,
    detail: { reason: input.reason },
  });
};
