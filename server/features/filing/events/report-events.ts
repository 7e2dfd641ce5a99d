import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listEventsByIds } from '@/db/queries/filing-event.queries';
import { insertEventRelease, listOpenEventReminders } from '@/db/queries/filing-event-release.queries';
import { audit } from '@/server/audit/audit';
import type { EventView, MissingPart, ReportEventsInput, ReportEventsView } from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { supervisorsOf } from '../release-year.ts';
import { toEventView } from './require-event.ts';

/** What is owed still: parts without a record tied to them. */
const missingOf = ({ tasks }: EventView): MissingPart[] =>
  tasks
    .filter((task) => task.records === 0)
    .map(({ departmentName, material, dueOn }) => ({ departmentName, material, dueOn }));

const frozen = (event: EventView) => ({
  eventId: event.id,
  kind: event.kind,
  name: event.name,
  heldFrom: event.heldFrom,
  heldTo: event.heldTo,
  host: event.host,
  responsibleName: event.responsibleName,
  plan: event.plan,
  dueOn: event.dueOn,
  acceptedOn: event.acceptedOn,
  taskCount: event.tasks.length,
  acceptedCount: event.tasks.filter((task) => task.acceptedOn !== null).length,
  recordCount: event.records,
  missing: missingOf(event),
});

/**
 * 报送四重登记: a frozen summary of each event goes to the supervisors and ends their reminders; they see nothing else of
 * it, and none of its records.
 */
export const reportEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReportEventsInput,
): Promise<ReportEventsView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an event is reported by a person');
  refuseClassified(input.note);
  const ids = [...new Set(input.eventIds)];
  const events = (await listEventsByIds(tdb, tenantId, ids)).map(toEventView);
  if (events.length !== ids.length) throw new AppError('NOT_FOUND', `an event is not in tenant ${tenantId}`);
  const to = await supervisorsOf(tdb);
  if (to.length === 0) throw new AppError('BUREAU_MISSING', 'nobody supervises this unit');
  for (const supervisor of to)
    for (const event of events)
      await insertEventRelease(tdb, {
        ...frozen(event),
        tenantId,
        id: uuidv7(),
        addresseeTenantId: supervisor.tenantId,
        unitName: scope.tenantName,
        note: input.note ?? null,
        releasedBy: accountId,
        releasedByName: scope.actorName,
      });
  for (const reminder of await listOpenEventReminders(tdb, tenantId, ids))
    await sendDispatch(tdb, scope, {
      addresseeTenantId: reminder.senderTenantId,
      kind: 'receipt',
      title: reminder.title,
      body: { receivedBy: scope.actorName, note: input.note ?? null },
      inReplyTo: reminder.id,
    });
  await audit(tdb, scope, {
    action: 'filing.reportEvents',
    objectKind: 'major_event',
    objectId: events.length === 1 ? events[0]?.id : undefined,
    objectLabel: events[0]?.name ?? '',
    detail: { events: ids, to: to.map((supervisor) => supervisor.name) },
  });
  return { events: events.length, to: to.map((supervisor) => supervisor.name) };
};
