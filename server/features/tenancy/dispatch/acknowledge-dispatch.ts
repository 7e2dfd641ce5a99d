import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { ANSWERED_BY } from '@/server/domain/tenancy/dispatch';
import type { TenantScope } from '@/server/tenancy/scope';
import { getDispatch } from './get-dispatch.ts';
import { sendDispatch } from './send-dispatch.ts';

/** 回执: says that a document arrived and is known, which ends its to-do. Once only. */
export const acknowledgeDispatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; note?: string | undefined },
): Promise<{ id: string }> => {
  const received = await getDispatch(tdb, scope, { id: input.id });
  const permission = ANSWERED_BY[received.kind];
  if (received.box !== 'in' || !permission || !scope.permissions.has(permission)) {
    throw new AppError('NOT_FOUND', `dispatch ${input.id} is not for this person to acknowledge`);
  }
  if (!received.acceptsReceipt) throw new AppError('CONFLICT', `dispatch ${input.id} takes no receipt any more`);
  const receipt = await sendDispatch(tdb, scope, {
    addresseeTenantId: received.senderTenantId,
    kind: 'receipt',
    title: received.title,
    body: { receivedBy: scope.actorName, note: input.note ?? null },
    objectId: received.objectId ?? undefined,
    inReplyTo: received.id,
  });
  await audit(tdb, scope, {
    action: 'dispatch.acknowledge',
    objectKind: 'dispatch',
    objectId: received.id,
    objectLabel: received.documentNumber ?? received.title,
  });
  return receipt;
};
