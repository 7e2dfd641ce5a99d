import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  findOwnEnrolment,
  insertEnrolments,
  listCandidates,
  listOwnEnrolmentRows,
  moveEnrolment,
  type OwnEnrolmentRow,
} from '@/db/queries/enrolment.queries';
import { lockTraining } from '@/db/queries/training.queries';
import { findReceivedInvitation } from '@/db/queries/training-dispatch.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { permissionsOf, ROLE_CODES } from '@/server/domain/tenancy/permission';
import { currentInvitation } from '@/server/domain/training/course-attendance';
import type { Turnout } from '@/server/domain/training/course-vocabulary';
import {
  type AskLeaveInput,
  type CandidateView,
  candidateView,
  type EnrolInput,
  type OwnEnrolmentView,
  ownEnrolmentView,
} from '@/server/domain/training/enrolment';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepTrainee } from '../hours/keep-trainee.ts';

const OBJECT = 'training_enrolment';

/** An invitation that was received, as it stands after its last change. */
const requireInvitation = async (tdb: TenantDb, scope: TenantScope, invitationId: string) => {
  const invitation = await findReceivedInvitation(tdb, scope.tenantId, invitationId);
  const body = currentInvitation.safeParse(invitation?.body);
  if (!invitation || !body.success)
    throw new AppError('NOT_FOUND', `invitation ${invitationId} is not for ${scope.tenantId}`);
  return { invitation, session: body.data };
};
type Session = Awaited<ReturnType<typeof requireInvitation>>['session'];

/** Until the last day to enrol, or the day itself where none was set; never for what was cancelled. */
export const canEnrol = (session: Pick<Session, 'change' | 'enrolBy' | 'heldOn'>, today: string): boolean =>
  session.change !== 'cancelled' && today <= (session.enrolBy ?? session.heldOn);

const requireOpen = async (tdb: TenantDb, session: Session): Promise<void> => {
  if (!canEnrol(session, await readToday(tdb)))
    throw new AppError('ENROLMENT_CLOSED', `session ${session.sessionId} takes nobody any more`);
};

const peopleOf = (tdb: TenantDb, scope: TenantScope) =>
  listCandidates(
    tdb,
    scope.tenantId,
    ROLE_CODES.filter((role) => permissionsOf([role]).has('training.read')),
  );

/** 可报名人员: members and trainees of the own unit, each once. Nothing of them goes out by looking. */
export const readCandidates = async (tdb: TenantDb, scope: TenantScope): Promise<CandidateView[]> =>
  (await peopleOf(tdb, scope)).map((person) => candidateView.parse(person));

const turnoutOf = (row: OwnEnrolmentRow, capacity: number | null): Turnout => {
  if (row.state !== 'enrolled') return row.state === 'leave' ? 'leave' : 'withdrawn';
  return capacity === null || (row.place !== null && row.place <= capacity) ? 'place' : 'waiting';
};

/** 本单位报名 for one invitation, with who has a place and who waits. */
export const listOwnEnrolments = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { invitationId: string },
): Promise<OwnEnrolmentView[]> => {
  const { invitation, session } = await requireInvitation(tdb, scope, input.invitationId);
  const rows = await listOwnEnrolmentRows(tdb, scope.tenantId, [invitation.id]);
  return rows.map((row) => ownEnrolmentView.parse({ ...row, turnout: turnoutOf(row, session.capacity) }));
};

/**
 * 报名: names go to the organiser with this act and not before. Who comes after the last place waits in the line and
 * moves up when somebody withdraws or takes leave.
 */
export const enrolPeople = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: EnrolInput,
): Promise<{ enrolled: number; already: number; waiting: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a person enrols, not a job');
  refuseClassified(...input.people.map((person) => person.personName));
  const { invitation, session } = await requireInvitation(tdb, scope, input.invitationId);
  await requireOpen(tdb, session);
  // One after the other: a rank that was told is never taken by somebody whose sending was only slower.
  await lockTraining(tdb, session.sessionId);
  const known = new Map((await peopleOf(tdb, scope)).map((person) => [person.personName, person.accountId]));
  const named = new Map(input.people.map((person) => [person.personName, person]));
  const rows = [...named.values()].map(({ personName, post }) => ({
    tenantId: scope.tenantId,
    id: uuidv7(),
    addresseeTenantId: invitation.organiserTenantId,
    invitationId: invitation.id,
    sessionId: session.sessionId,
    unitName: scope.tenantName,
    personName,
    accountId: known.get(personName) ?? null,
    post,
    createdBy: accountId,
  }));
  const added = new Set(await insertEnrolments(tdb, rows));
  for (const row of rows) await keepTrainee(tdb, scope, row);
  const after = await listOwnEnrolmentRows(tdb, scope.tenantId, [invitation.id]);
  const waiting = after.filter((row) => added.has(row.id) && turnoutOf(row, session.capacity) === 'waiting').length;
  await audit(tdb, scope, {
    action: 'enrolment.enrol',
    objectKind: OBJECT,
    objectId: invitation.id,
    objectLabel: session.title,
    detail: { enrolled: added.size, already: rows.length - added.size, waiting },
  });
  return { enrolled: added.size, already: rows.length - added.size, waiting };
};

const moveOut = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { enrolmentId: string; rowVersion: number },
  to: { state: 'leave' | 'withdrawn'; reason: string | null },
): Promise<void> => {
  const row = await findOwnEnrolment(tdb, scope.tenantId, input.enrolmentId);
  if (!row) throw new AppError('NOT_FOUND', `enrolment ${input.enrolmentId} is not in tenant ${scope.tenantId}`);
  const { session } = await requireInvitation(tdb, scope, row.invitationId);
  if (to.state === 'withdrawn') await requireOpen(tdb, session);
  else if ((await readToday(tdb)) > session.heldOn)
    throw new AppError('ENROLMENT_CLOSED', `session ${session.sessionId} is over`);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await moveEnrolment(tdb, key, to)))
    throw new AppError('STALE_VERSION', `enrolment ${row.id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: to.state === 'leave' ? 'enrolment.askLeave' : 'enrolment.withdraw',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.personName,
    detail: { session: session.title, reason: to.reason },
  });
};

/** 取消报名, until the last day to enrol. The place goes to the next in the line. */
export const withdrawEnrolment = (
  tdb: TenantDb,
  scope: TenantScope,
  input: { enrolmentId: string; rowVersion: number },
): Promise<void> => moveOut(tdb, scope, input, { state: 'withdrawn', reason: null });

/** 请假 with a reason, until the day itself. */
export const askLeave = async (tdb: TenantDb, scope: TenantScope, input: AskLeaveInput): Promise<void> => {
  refuseClassified(input.reason);
  await moveOut(tdb, scope, input, { state: 'leave', reason: input.reason });
};
