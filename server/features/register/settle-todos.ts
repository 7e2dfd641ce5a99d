import { v5 as uuidv5 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { type DueRow, listDue } from '@/db/queries/register-deadline.queries';
import { listOpenTodoObjects } from '@/db/queries/todo.queries';
import { deadlinesOf } from '@/server/domain/register/register-deadline';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { spanWords } from '@/server/domain/register/register-period';
import { registerOfCode, registersOf } from '@/server/domain/register/registers';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { type OpenPeriods, readOpenPeriods } from './open-periods.ts';

const KIND = 'register_period';
/** A to-do is about a period of a register, which is no row: its id is made of the two. */
const NAMESPACE = '6f2e8f0e-3f0b-5a53-9a39-6f3f0e6b7a11';
/** Older gaps stand in the list of what is missing: a workbench full of one register hides everything else. */
const MOST_TODOS = 5;

const linkStart = (code: string): string => `registers/${code}?`;

const settleRegister = async (tdb: TenantDb, scope: TenantScope, periods: OpenPeriods): Promise<number> => {
  const { definition, waiting } = periods;
  const { code } = definition;
  const objectOf = (name: string) => uuidv5(`${scope.tenantId} ${code} ${name}`, NAMESPACE);
  const wanted = new Map(waiting.slice(0, MOST_TODOS).map((span) => [objectOf(span.name), span]));
  const standing = await listOpenTodoObjects(tdb, scope.tenantId, KIND, linkStart(code));
  const missing = new Set(waiting.map((span) => objectOf(span.name)));
  for (const objectId of standing.filter((id) => !wanted.has(id)))
    await closeTodo(tdb, scope, { kind: KIND, objectId, state: missing.has(objectId) ? 'withdrawn' : 'done' });
  const known = new Set(standing);
  const fresh = [...wanted].filter(([objectId]) => !known.has(objectId));
  for (const [objectId, span] of fresh)
    await addTodo(tdb, scope, {
      kind: KIND,
      title: `${definition.name.zh}：登记${spanWords(span.name).zh}`,
      source: '台账',
      link: `${linkStart(code)}period=${span.name}&new=1`,
      permission: 'register.keep',
      objectId,
      dueOn: span.dueOn,
    });
  return fresh.length;
};

const DEADLINE = 'register_deadline';
/** The most urgent ones; the lists show them all. */
const MOST_DEADLINES = 30;
const ALL_DEADLINES = 1_000;

/** One for each deadline of an entry that is late or comes soon. A deadline that is put off is another one. */
const settleDeadlines = async (tdb: TenantDb, scope: TenantScope): Promise<number> => {
  const deadlines = registersOf(scope.tenantKind).flatMap(deadlinesOf);
  const due = await listDue(tdb, scope.tenantId, deadlines, ALL_DEADLINES);
  const objectOf = (row: DueRow) => uuidv5(`${scope.tenantId} ${row.id} ${row.field} ${row.dueOn}`, NAMESPACE);
  const wanted = new Map(due.slice(0, MOST_DEADLINES).map((row) => [objectOf(row), row]));
  const standing = await listOpenTodoObjects(tdb, scope.tenantId, DEADLINE, 'registers/');
  const unmet = new Set(due.map(objectOf));
  for (const objectId of standing.filter((id) => !wanted.has(id)))
    await closeTodo(tdb, scope, { kind: DEADLINE, objectId, state: unmet.has(objectId) ? 'withdrawn' : 'done' });
  const known = new Set(standing);
  const fresh = [...wanted].filter(([objectId]) => !known.has(objectId));
  for (const [objectId, row] of fresh) {
    const definition = registerOfCode(row.registerCode);
    const field = definition?.fields.find(({ key }) => key === row.field);
    await addTodo(tdb, scope, {
      kind: DEADLINE,
      title: `${definition?.name.zh ?? ''}：${row.title}，${field?.name.zh ?? ''}`,
      source: '台账',
      link: `registers/entries/${row.id}`,
      permission: 'register.keep',
      objectId,
      dueOn: row.dueOn,
    });
  }
  return fresh.length;
};

/**
 * Makes the to-dos of registers what they should be: one for each of the youngest periods that lack an entry, and one
 * for each deadline within the entries. A part of the act that changed an entry, which is audited, or of the clock's.
 */
export const settleRegisterTodos = async (
  tdb: TenantDb,
  scope: TenantScope,
  definitions: readonly RegisterDefinition[],
): Promise<number> => {
  const dated = definitions.some((definition) => deadlinesOf(definition).length > 0);
  const ofDeadlines = dated ? await settleDeadlines(tdb, scope) : 0;
  if (!definitions.some(({ period }) => period)) return ofDeadlines;
  const { open } = await readOpenPeriods(tdb, scope.tenantId, definitions);
  let added = ofDeadlines;
  for (const periods of open) added += await settleRegister(tdb, scope, periods);
  return added;
};
