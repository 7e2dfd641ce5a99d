import type { TenantDb } from '@/db/client';
import { findDispatchRow, listAttachments, listThread } from '@/db/queries/dispatch.queries';
import { AppError } from '@/server/domain/shared/app-error';
import {
  ANSWERED_BY,
  type DispatchDetailView,
  type DispatchKind,
  RECEIPT_IS_ENOUGH,
} from '@/server/domain/tenancy/dispatch';
import type { TenantScope } from '@/server/tenancy/scope';
import { toDispatchView } from './to-dispatch-view.ts';

/** One document that this tenant sent or received, with its attachments and the exchange it belongs to. */
export const getDispatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<DispatchDetailView> => {
  const row = await findDispatchRow(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `dispatch ${input.id} is not readable in tenant ${scope.tenantId}`);
  const view = toDispatchView(row, scope.tenantId);
  const thread = await listThread(tdb, scope.tenantId, row.id);
  const awaitsAnswer = view.box === 'in' && !view.isAnswered && ANSWERED_BY[view.kind] !== undefined;
  return {
    ...view,
    attachments: (await listAttachments(tdb, scope.tenantId, row.id)).map(({ tenantId: _sender, ...file }) => file),
    thread: thread.map((step) => ({ ...step, kind: step.kind as DispatchKind })),
    awaitsAnswer,
    acceptsReceipt: awaitsAnswer && RECEIPT_IS_ENOUGH.includes(view.kind),
  };
};
