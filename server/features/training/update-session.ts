import type { TenantDb } from '@/db/client';
import { updateCourseSession } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { UpdateSessionInput } from '@/server/domain/training/course-session';
import { canEditSession } from '@/server/domain/training/course-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireSession } from './require-session.ts';
import { fieldsOfSession } from './session-fields.ts';
import { announcedOf, tellInvitedUnits } from './tell-invited-units.ts';

/** What an invitation says of a session. The subject field is for the organiser's own statistics. */
const ANNOUNCED: readonly string[] = [
  'title',
  'kind',
  'mode',
  'place',
  'hours',
  'heldOn',
  'startsAt',
  'speaker',
  'enrolBy',
  'capacity',
  'posts',
  'audience',
];

/**
 * Changes date, place or content of a session that is not over. Invitations that are out keep what they said; the
 * units that have one are told what is new.
 */
export const updateSession = async (tdb: TenantDb, scope: TenantScope, input: UpdateSessionInput): Promise<void> => {
  const { sessionId, rowVersion, ...typed } = input;
  refuseClassified(typed.title, typed.place, typed.speaker, typed.audience);
  const before = await requireSession(tdb, scope, sessionId, canEditSession);
  const fields = await fieldsOfSession(tdb, scope, typed);
  const isChanged = await updateCourseSession(tdb, { tenantId: scope.tenantId, sessionId, rowVersion }, fields);
  if (!isChanged) throw new AppError('STALE_VERSION', `course session ${sessionId} is at version ${before.rowVersion}`);
  const names = Object.keys(fields) as (keyof typeof fields)[];
  const same = (name: keyof typeof fields): boolean =>
    name === 'hours' ? Number(before.hours) === typed.hours : String(before[name]) === String(fields[name]);
  const changed = names.filter((name) => !same(name));
  const told = changed.some((name) => ANNOUNCED.includes(name))
    ? await tellInvitedUnits(tdb, scope, announcedOf({ ...before, ...fields }, 'changed'))
    : [];
  await audit(tdb, scope, {
    action: 'training.updateSession',
    objectKind: 'course_session',
    objectId: sessionId,
    objectLabel: fields.title,
    detail: {
      changes: changed.map((name) => ({ field: name, from: before[name], to: fields[name] })),
      told,
    },
  });
};
