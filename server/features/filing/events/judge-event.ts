import type { TenantDb } from '@/db/client';
import { deliverCollectionTask, judgeCollectionTask, updateEventRow } from '@/db/queries/filing-event.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type {
  AcceptEventInput,
  DeliverTaskInput,
  EventView,
  JudgeTaskInput,
  ReopenEventInput,
} from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireEvent, requireOpenEvent } from './require-event.ts';

/** Notes that a department has delivered its part. */
export const deliverTask = async (tdb: TenantDb, scope: TenantScope, input: DeliverTaskInput): Promise<EventView> => {
  const { eventId, departmentId, material } = input;
  const event = await requireOpenEvent(tdb, scope, eventId);
  refuseClassified(input.note);
  const done = await deliverCollectionTask(
    tdb,
    { tenantId: scope.tenantId, eventId, departmentId, material },
    { deliveredOn: input.deliveredOn, deliveredNote: input.note ?? null },
  );
  if (!done) throw new AppError('NOT_FOUND', `no such task of event ${eventId}`);
  await audit(tdb, scope, {
    action: 'filing.deliverTask',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { material, deliveredOn: input.deliveredOn },
  });
  return requireEvent(tdb, scope, eventId);
};

/** 验收: accepts what a department delivered, or gives it back with a reason; then it is owed again. */
export const judgeTask = async (tdb: TenantDb, scope: TenantScope, input: JudgeTaskInput): Promise<EventView> => {
  const { eventId, departmentId, material, isAccepted, reason } = input;
  const event = await requireOpenEvent(tdb, scope, eventId);
  refuseClassified(reason);
  const task = event.tasks.find((one) => one.departmentId === departmentId && one.material === material);
  if (!task) throw new AppError('NOT_FOUND', `no such task of event ${eventId}`);
  const verdict = isAccepted ? { acceptedByName: scope.actorName } : { returnReason: reason ?? '' };
  const done = await judgeCollectionTask(tdb, { tenantId: scope.tenantId, eventId, departmentId, material }, verdict);
  if (!done) throw new AppError('FILING_STATE_WRONG', 'nothing was delivered, or it was accepted before');
  await audit(tdb, scope, {
    action: 'filing.judgeTask',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { departmentName: task.departmentName, material, isAccepted, reason: reason ?? null },
  });
  return requireEvent(tdb, scope, eventId);
};

/** 整项验收: every part was accepted and has its records; otherwise it is refused with what is missing. */
export const acceptEvent = async (tdb: TenantDb, scope: TenantScope, input: AcceptEventInput): Promise<EventView> => {
  const event = await requireOpenEvent(tdb, scope, input.eventId);
  refuseClassified(input.note);
  const waiting = event.tasks.filter((task) => task.acceptedOn === null).length;
  const missing = event.tasks.filter((task) => task.records === 0).length;
  if (waiting > 0 || missing > 0 || event.records === 0)
    throw new AppError('EVENT_INCOMPLETE', `event ${event.id} lacks parts`, { waiting, missing });
  const done = await updateEventRow(
    tdb,
    { tenantId: scope.tenantId, id: event.id, rowVersion: input.rowVersion },
    {
      acceptedOn: await readShanghaiToday(tdb),
      acceptedByName: scope.actorName,
      acceptanceNote: input.note ?? null,
      reopenReason: null,
    },
  );
  if (!done) throw new AppError('STALE_VERSION', `event ${event.id} was changed meanwhile`);
  await audit(tdb, scope, {
    action: 'filing.acceptEvent',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { records: event.records, note: input.note ?? null },
  });
  return requireEvent(tdb, scope, event.id);
};

/** Takes the acceptance back: something was missing after all. */
export const reopenEvent = async (tdb: TenantDb, scope: TenantScope, input: ReopenEventInput): Promise<EventView> => {
  const event = await requireEvent(tdb, scope, input.eventId);
  if (event.acceptedOn === null) throw new AppError('FILING_STATE_WRONG', `event ${event.id} is open`);
  refuseClassified(input.reason);
  const done = await updateEventRow(
    tdb,
    { tenantId: scope.tenantId, id: event.id, rowVersion: input.rowVersion },
    { acceptedOn: null, acceptedByName: null, acceptanceNote: null, reopenReason: input.reason },
  );
  if (!done) throw new AppError('STALE_VERSION', `event ${event.id} was changed meanwhile`);
  await audit(tdb, scope, {
    action: 'filing.reopenEvent',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { reason: input.reason, acceptedOn: event.acceptedOn, acceptedByName: event.acceptedByName },
  });
  return requireEvent(tdb, scope, event.id);
};
