import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listDepartmentRows } from '@/db/queries/filing-department.queries';
import {
  deliverCollectionTask,
  type EventRow,
  findEvent,
  insertCollectionTasks,
  insertEvent,
  judgeCollectionTask,
  listEventRows,
} from '@/db/queries/filing-event.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddEventInput,
  type DeliverTaskInput,
  type EventView,
  eventView,
  type JudgeTaskInput,
  type ListEventsInput,
} from '@/server/domain/filing/registers';
import { AppError } from '@/server/domain/shared/app-error';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([isoDate, uuid]);
const toView = (row: EventRow): EventView => eventView.parse(row);

const requireEvent = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<EventView> => {
  const row = await findEvent(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `event ${id} is not in tenant ${scope.tenantId}`);
  return toView(row);
};

/** 四重 register, the latest event first, with what was delivered for each. */
export const listEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEventsInput,
): Promise<Page<EventView>> => {
  const { limit, direction, kind } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listEventRows(tdb, scope.tenantId, kind, { cursor, direction, limit });
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total: null }, (row) =>
    encodeCursor([row.heldFrom, row.id]),
  );
};

/** Registers an event with who collects what until when. */
export const addEvent = async (tdb: TenantDb, scope: TenantScope, input: AddEventInput): Promise<EventView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an event is registered by a person');
  refuseClassified(input.name, input.host, input.note);
  if (input.heldTo && input.heldTo < input.heldFrom)
    throw new AppError('BAD_INPUT', 'ends before it begins', { heldTo: true });
  const known = new Set((await listDepartmentRows(tdb, tenantId)).map((department) => department.id));
  if (input.tasks.some((task) => !known.has(task.departmentId)))
    throw new AppError('NOT_FOUND', `a department is not in tenant ${tenantId}`);
  const { tasks, ...event } = input;
  const id = uuidv7();
  await insertEvent(tdb, {
    ...event,
    tenantId,
    id,
    heldTo: input.heldTo ?? null,
    host: input.host ?? null,
    topicCode: input.topicCode ?? null,
    note: input.note ?? null,
    createdBy: accountId,
  });
  await insertCollectionTasks(
    tdb,
    tasks.map((task) => ({ ...task, tenantId, id: uuidv7(), eventId: id })),
  );
  await audit(tdb, scope, {
    action: 'filing.addEvent',
    objectKind: 'major_event',
    objectId: id,
    objectLabel: input.name,
    detail: { kind: input.kind, tasks: tasks.length },
  });
  return requireEvent(tdb, scope, id);
};

/** Notes that a department has delivered its part. */
export const deliverTask = async (tdb: TenantDb, scope: TenantScope, input: DeliverTaskInput): Promise<EventView> => {
  const { eventId, departmentId, material } = input;
  const event = await requireEvent(tdb, scope, eventId);
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
  const event = await requireEvent(tdb, scope, eventId);
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
