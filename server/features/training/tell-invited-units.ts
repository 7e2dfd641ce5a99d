import type { TenantDb } from '@/db/client';
import type { CourseSessionRow } from '@/db/queries/training.queries';
import { listSessionInvitations } from '@/db/queries/training-dispatch.queries';
import type { SessionChangeBody } from '@/server/domain/training/course-attendance';
import {
  type CourseKind,
  type CourseMode,
  knowledgeOf,
  type SessionChange,
  type TraineePost,
} from '@/server/domain/training/course-vocabulary';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const TITLES: Record<SessionChange, (title: string) => string> = {
  changed: (title) => `关于变更“${title}”的通知`,
  cancelled: (title) => `关于取消“${title}”的通知`,
};

/** What a unit is told of a session. */
export const announcedOf = (session: CourseSessionRow, change: SessionChange): SessionChangeBody => {
  const { id: sessionId, title, place, heldOn, startsAt, speaker, enrolBy, capacity, audience } = session;
  const [kind, mode] = [session.kind as CourseKind, session.mode as CourseMode];
  const posts = session.posts as TraineePost[];
  const knowledge = knowledgeOf(session.subjectField);
  const hours = Number(session.hours);
  const facts = { sessionId, title, kind, mode, place, hours, heldOn, knowledge };
  return { ...facts, startsAt, speaker, enrolBy, capacity, posts, audience, change };
};

/**
 * 培训变更. An invitation that is out is a frozen copy, so what changed goes after it as a document of its own, to
 * every unit that has the invitation and is still served. Answers the units' names. A part of the caller's act.
 */
export const tellInvitedUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  body: SessionChangeBody,
): Promise<string[]> => {
  const invitations = await listSessionInvitations(tdb, scope.tenantId, body.sessionId);
  if (invitations.length === 0) return [];
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const told = invitations.filter((invitation) => served.has(invitation.unitTenantId));
  for (const invitation of told) {
    await sendDispatch(tdb, scope, {
      kind: 'training_change',
      addresseeTenantId: invitation.unitTenantId,
      title: TITLES[body.change](body.title),
      body: { ...body },
      objectId: body.sessionId,
      inReplyTo: invitation.id,
      dueOn: body.heldOn,
    });
  }
  return told.map((invitation) => invitation.unitName);
};
