import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { updateIntake } from '@/db/queries/disposition-intake.queries';
import { audit } from '@/server/audit/audit';
import type { ReturnDeliveryInput } from '@/server/domain/disposition/intake';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { answerDelivery } from './answer-delivery.ts';
import { holdIntake } from './require-intake.ts';

/** 整批退回 of a list that could not be read, so that the unit can send it again. */
export const returnDelivery = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReturnDeliveryInput,
  objects: ObjectStore,
): Promise<void> => {
  const { tenantId } = scope;
  refuseClassified(input.reason);
  const intake = await holdIntake(tdb, tenantId, input.intakeId, ['failed']);
  const today = await readToday(tdb);
  const answered = await answerDelivery(tdb, scope, objects, intake, {
    answers: [],
    facts: {
      acceptedCount: 0,
      returnedCount: intake.itemCount,
      acceptedOn: today,
      accessionNumber: null,
      fondsNumber: null,
      place: null,
      note: input.reason,
    },
  });
  const { dispatchId } = answered;
  const change = { state: 'rejected', answerDispatchId: dispatchId, decidedOn: today, decidedByName: scope.actorName };
  await updateIntake(tdb, tenantId, intake.id, change);
  await audit(tdb, scope, {
    action: 'disposition.returnDelivery',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { reason: input.reason, sha256: answered.sha256 },
  });
};
