import type { TenantDb } from '@/db/client';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { printDeed } from '../transfer/transfer-deed.ts';
import { requireIntake } from './require-intake.ts';

/** The archives' copy of the 移交书（回执）. */
export const printIntakeDeed = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { intakeId: string },
): Promise<FileReference> => {
  const intake = await requireIntake(tdb, scope.tenantId, input.intakeId);
  return printDeed(tdb, scope, objects, {
    transferDispatchId: intake.dispatchId,
    answerDispatchId: intake.answerDispatchId,
    objectKind: 'transfer_intake',
    objectId: intake.id,
  });
};
