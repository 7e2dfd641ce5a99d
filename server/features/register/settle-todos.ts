import { v5 as uuidv5 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listOpenTodoObjects } from '@/db/queries/todo.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { spanWords } from '@/server/domain/register/register-period';
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

/**
 * Makes the to-dos of periodic registers what they should be: one for each of the youngest periods that lack an entry.
 * A part of the act that changed an entry, which is audited, or of the clock's.
 */
export const settleRegisterTodos = async (
  tdb: TenantDb,
  scope: TenantScope,
  definitions: readonly RegisterDefinition[],
): Promise<number> => {
  if (!definitions.some(({ period }) => period)) return 0;
  const { open } = await readOpenPeriods(tdb, scope.tenantId, definitions);
  let added = 0;
  for (const periods of open) added += await settleRegister(tdb, scope, periods);
  return added;
};
