import type { TenantDb } from '@/db/client';
import { type HandedRow, listHandedByIds, updateHanded } from '@/db/queries/filing-handed.queries';
import { audit } from '@/server/audit/audit';
import type { HandedView } from '@/server/domain/filing/handed-document';
import { AppError } from '@/server/domain/shared/app-error';
import { closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { endReminders, FIX_TODO, settleReviewTodo } from './filing-todos.ts';
import { toHandedView } from './handed.mapper.ts';
import { ownDepartments } from './require-department.ts';

const submitOne = async (tdb: TenantDb, scope: TenantScope, row: HandedRow): Promise<void> => {
  const isMine = await updateHanded(
    tdb,
    { tenantId: scope.tenantId, id: row.id, rowVersion: row.rowVersion, states: ['draft', 'returned'] },
    { state: 'submitted', reasons: [] },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `document ${row.id} changed`);
  if (row.state === 'returned') await closeTodo(tdb, scope, { kind: FIX_TODO, objectId: row.id });
  await audit(tdb, scope, {
    action: row.state === 'returned' ? 'filing.resubmit' : 'filing.submit',
    objectKind: 'handed_document',
    objectId: row.id,
    objectLabel: row.title,
  });
};

/** 交给档案员: all or none. One that is with the archivist already is not sent twice and is no fault. */
export const submitHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { ids: string[] },
): Promise<{ submitted: number; documents: HandedView[] }> => {
  const ids = [...new Set(input.ids)];
  const own = await ownDepartments(tdb, scope);
  const rows = await listHandedByIds(tdb, scope.tenantId, ids);
  if (rows.length !== ids.length || rows.some((row) => own && !own.includes(row.departmentId)))
    throw new AppError('NOT_FOUND', 'a document is not of this person’s departments');
  if (rows.some((row) => row.state === 'accepted' || row.state === 'withdrawn'))
    throw new AppError('FILING_STATE_WRONG', 'a document was accepted or taken back');
  const open = rows.filter((row) => row.state !== 'submitted');
  for (const row of open) await submitOne(tdb, scope, row);
  for (const departmentId of new Set(open.map((row) => row.departmentId))) {
    const departmentName = open.find((row) => row.departmentId === departmentId)?.departmentName ?? '';
    await settleReviewTodo(tdb, scope, { departmentId, departmentName });
    await endReminders(tdb, scope, departmentId);
  }
  if (open.length === 0)
    await audit(tdb, scope, {
      action: 'filing.submit',
      objectKind: 'handed_document',
      detail: { repeated: ids.length },
    });
  return {
    submitted: open.length,
    documents: (await listHandedByIds(tdb, scope.tenantId, ids)).map(toHandedView),
  };
};
