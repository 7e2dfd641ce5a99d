import type { TenantDb } from '@/db/client';
import { findTakenCodes } from '@/db/queries/archive-item.queries';
import { giveItemCode, isCodeInDelivery } from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import { normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import type { GiveIntakeCodeInput } from '@/server/domain/disposition/intake';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { holdIntake } from './require-intake.ts';

/** 另给档号 for a record whose own code cannot stand here. The code it came with is kept as its old one. */
export const giveIntakeCode = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: GiveIntakeCodeInput,
): Promise<{ code: string | null }> => {
  const { tenantId } = scope;
  const typed = normaliseReferenceCode(input.code ?? '').trim();
  const code = typed === '' ? null : typed;
  refuseClassified(code ?? undefined);
  const intake = await holdIntake(tdb, tenantId, input.intakeId, ['pending_review']);
  const key = { tenantId, intakeId: intake.id, originItemId: input.itemId };
  if (code !== null) {
    const isTaken = (await findTakenCodes(tdb, tenantId, [code])).size > 0 || (await isCodeInDelivery(tdb, key, code));
    if (isTaken) throw new AppError('REFERENCE_CODE_TAKEN', code, { code });
  }
  const ownCode = await giveItemCode(tdb, key, code);
  if (ownCode === undefined) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in intake ${intake.id}`);
  await audit(tdb, scope, {
    action: 'disposition.giveIntakeCode',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { ownCode, code },
  });
  return { code };
};
