import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertCollectionTasks, insertEvent, updateEventRow } from '@/db/queries/filing-event.queries';
import { audit } from '@/server/audit/audit';
import type {
  AddEventInput,
  AddEventTasksInput,
  EventView,
  UpdateEventInput,
} from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireDepartments, requireEvent, requireOpenEvent } from './require-event.ts';

type Fields = Omit<AddEventInput, 'tasks'>;

const checkFields = (input: Fields): void => {
  refuseClassified(input.name, input.host, input.plan, input.note);
  if (input.heldTo && input.heldTo < input.heldFrom)
    throw new AppError('BAD_INPUT', 'ends before it begins', { heldTo: true });
  if (input.dueOn && input.dueOn < input.heldFrom)
    throw new AppError('BAD_INPUT', 'due before it begins', { dueOn: true });
};

const columnsOf = (input: Fields) => ({
  kind: input.kind,
  name: input.name,
  heldFrom: input.heldFrom,
  heldTo: input.heldTo ?? null,
  host: input.host ?? null,
  responsibleDepartmentId: input.responsibleDepartmentId ?? null,
  plan: input.plan ?? null,
  dueOn: input.dueOn ?? null,
  topicCode: input.topicCode ?? null,
  note: input.note ?? null,
});

const keyOf = (task: { departmentId: string; material: string }): string => `${task.departmentId} ${task.material}`;
const refuseDoubles = (tasks: readonly { departmentId: string; material: string }[]): void => {
  if (new Set(tasks.map(keyOf)).size !== tasks.length)
    throw new AppError('BAD_INPUT', 'a part stands twice', { tasks: true });
};

/** Registers an event with its plan and who collects what until when. */
export const addEvent = async (tdb: TenantDb, scope: TenantScope, input: AddEventInput): Promise<EventView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an event is registered by a person');
  checkFields(input);
  refuseDoubles(input.tasks);
  await requireDepartments(tdb, scope, [
    input.responsibleDepartmentId,
    ...input.tasks.map((task) => task.departmentId),
  ]);
  const id = uuidv7();
  await insertEvent(tdb, { ...columnsOf(input), tenantId, id, createdBy: accountId });
  await insertCollectionTasks(
    tdb,
    input.tasks.map((task) => ({ ...task, tenantId, id: uuidv7(), eventId: id })),
  );
  await audit(tdb, scope, {
    action: 'filing.addEvent',
    objectKind: 'major_event',
    objectId: id,
    objectLabel: input.name,
    detail: { kind: input.kind, tasks: input.tasks.length },
  });
  return requireEvent(tdb, scope, id);
};

/** Changes the particulars of an event that is not accepted yet. */
export const updateEvent = async (tdb: TenantDb, scope: TenantScope, input: UpdateEventInput): Promise<EventView> => {
  const { eventId, rowVersion, ...fields } = input;
  const event = await requireOpenEvent(tdb, scope, eventId);
  checkFields(fields);
  await requireDepartments(tdb, scope, [fields.responsibleDepartmentId]);
  const key = { tenantId: scope.tenantId, id: eventId, rowVersion };
  if (!(await updateEventRow(tdb, key, columnsOf(fields))))
    throw new AppError('STALE_VERSION', `event ${eventId} was changed meanwhile`);
  await audit(tdb, scope, {
    action: 'filing.updateEvent',
    objectKind: 'major_event',
    objectId: eventId,
    objectLabel: fields.name,
    detail: {
      from: { name: event.name, dueOn: event.dueOn, plan: event.plan },
      to: { name: fields.name, dueOn: fields.dueOn ?? null, plan: fields.plan ?? null },
    },
  });
  return requireEvent(tdb, scope, eventId);
};

/** More to collect for an event; what is asked for already is refused. */
export const addEventTasks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddEventTasksInput,
): Promise<EventView> => {
  const event = await requireOpenEvent(tdb, scope, input.eventId);
  refuseDoubles(input.tasks);
  await requireDepartments(
    tdb,
    scope,
    input.tasks.map((task) => task.departmentId),
  );
  const known = new Set(event.tasks.map(keyOf));
  if (input.tasks.some((task) => known.has(keyOf(task))))
    throw new AppError('ALREADY_EXISTS', 'a part is asked for already', { tasks: true });
  const { tenantId } = scope;
  await insertCollectionTasks(
    tdb,
    input.tasks.map((task) => ({ ...task, tenantId, id: uuidv7(), eventId: event.id })),
  );
  await audit(tdb, scope, {
    action: 'filing.addEventTasks',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { tasks: input.tasks.length },
  });
  return requireEvent(tdb, scope, event.id);
};
