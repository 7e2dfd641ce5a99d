import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertTrainingDispatch } from '@/db/queries/training-dispatch.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export interface TrainingDispatch {
  kind: 'training_invitation' | 'answer';
  addressee: { tenantId: number; name: string };
  title: string;
  body: Record<string, unknown>;
  objectId: string;
  inReplyTo: string | null;
  dueOn: string | null;
}

/** Sends an invitation or a check-in. The act around it writes the audit event. */
export const sendTrainingDispatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  dispatch: TrainingDispatch,
): Promise<{ id: string; dispatchedAt: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a dispatch is sent by a person');
  const { addressee, ...rest } = dispatch;
  const id = uuidv7();
  const dispatchedAt = await insertTrainingDispatch(tdb, {
    ...rest,
    tenantId: scope.tenantId,
    id,
    addresseeTenantId: addressee.tenantId,
    addresseeName: addressee.name,
    senderName: scope.tenantName,
    createdBy: scope.accountId,
  });
  return { id, dispatchedAt };
};
