import type { TenantDb } from '@/db/client';
import { listPlannedTasks } from '@/db/queries/timetable.queries';
import { audit } from '@/server/audit/audit';
import { checkValues } from '@/server/domain/register/register-values';
import {
  type DraftTimetableInput,
  type KeepTimetableInput,
  moveDay,
  TIMETABLE_REGISTER,
  type TimetableView,
  timetableView,
} from '@/server/domain/register/timetable';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { newEntry } from './compose-entry.ts';
import { insertFresh } from './enter-rows.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

/** 照去年排: last year's tasks with their days moved. Nothing is kept until somebody has looked at it. */
export const draftTimetable = async (
  tdb: TenantDb,
  scope: TenantScope,
  { fromYear, toYear }: DraftTimetableInput,
): Promise<TimetableView> => {
  requireRegister(scope, TIMETABLE_REGISTER);
  const before = await listPlannedTasks(tdb, scope.tenantId, fromYear);
  const planned = new Set((await listPlannedTasks(tdb, scope.tenantId, toYear)).map((row) => row.task));
  return timetableView.parse({
    fromYear,
    toYear,
    lines: before.map(({ dueOn, doneOn, ...row }) => ({
      ...row,
      dueOn: moveDay(dueOn, toYear - fromYear),
      before: { dueOn, doneOn },
      isPlanned: planned.has(row.task),
    })),
  });
};

/** Keeps a timetable as tasks of the year's plan, all or none. What stands there word for word is passed over. */
export const keepTimetable = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: KeepTimetableInput,
): Promise<{ entered: number; known: number }> => {
  refuseClassified(...input.lines.flatMap(({ task, source }) => [task, source]));
  const definition = requireRegister(scope, TIMETABLE_REGISTER);
  const entries = input.lines.map(({ monthFrom, source, ...line }) => {
    const { values } = checkValues(definition, {
      ...line,
      planYear: input.planYear,
      progress: 0,
      ...(monthFrom === null ? {} : { monthFrom }),
      ...(source ? { source } : {}),
    });
    if (!values) throw new AppError('BAD_INPUT', `the task ${line.task} is no task of a plan`, { lines: true });
    return newEntry(definition, values, scope.actorName);
  });
  const counts = await insertFresh(tdb, scope, definition, entries);
  await settleRegisterTodos(tdb, scope, [definition]);
  await audit(tdb, scope, {
    action: 'register.keepTimetable',
    objectKind: 'register',
    objectId: definition.code,
    objectLabel: `${definition.name.zh} ${input.planYear}`,
    detail: counts,
  });
  return counts;
};
