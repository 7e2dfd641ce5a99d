import type { DispatchRow } from '@/db/queries/dispatch.queries';
import type { DispatchBody, DispatchKind, DispatchView } from '@/server/domain/tenancy/dispatch';

/** A row as the given tenant sees it. */
export const toDispatchView = (row: DispatchRow, tenantId: number): DispatchView => ({
  id: row.id,
  box: row.tenantId === tenantId ? 'out' : 'in',
  kind: row.kind as DispatchKind,
  documentNumber: row.documentNumber,
  title: row.title,
  senderTenantId: row.tenantId,
  senderName: row.senderName,
  addresseeTenantId: row.addresseeTenantId,
  addresseeName: row.addresseeName,
  body: (row.body ?? {}) as DispatchBody,
  objectId: row.objectId,
  inReplyTo: row.inReplyTo,
  dueOn: row.dueOn,
  dispatchedAt: row.dispatchedAt,
  isAnswered: row.isAnswered,
});
