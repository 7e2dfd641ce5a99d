import type { TenantDb } from '@/db/client';
import { countDecisions, decideItems } from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import type { DecideIntakeInput } from '@/server/domain/disposition/intake';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { holdIntake } from './require-intake.ts';

/** 逐件审核: accept, or return with a reason. What the checks found wrong can only be returned; a volume goes as a whole. */
export const decideIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideIntakeInput,
): Promise<{ decided: number; open: number }> => {
  const { intakeId, which, decision, reason } = input;
  if (decision === 'returned' && !reason) throw new AppError('BAD_INPUT', 'a return needs a reason');
  if (which === 'named' && !input.itemIds?.length) throw new AppError('BAD_INPUT', 'no record was named');
  refuseClassified(reason);
  const intake = await holdIntake(tdb, scope.tenantId, intakeId, ['pending_review']);
  const decided = await decideItems(
    tdb,
    { tenantId: scope.tenantId, intakeId: intake.id },
    { kind: which, itemIds: input.itemIds ?? [] },
    { decision, reason: decision === 'returned' ? (reason ?? null) : null },
  );
  if (decided === 0 && which === 'named') throw new AppError('NOT_FOUND', 'no such record, or nothing would change');
  await audit(tdb, scope, {
    action: decision === 'accepted' ? 'disposition.acceptItems' : 'disposition.returnItems',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { which, decided, reason: reason ?? null },
  });
  return { decided, open: (await countDecisions(tdb, scope.tenantId, intake.id)).open };
};
