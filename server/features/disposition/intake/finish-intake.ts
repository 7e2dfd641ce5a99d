import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { type IntakeChange, isFondsNumberTaken, updateIntake } from '@/db/queries/disposition-intake.queries';
import { countDecisions } from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import type { FinishIntakeInput } from '@/server/domain/disposition/intake';
import { INLINE_TRANSFER } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { finishIntakeJob } from '../disposition.jobs.ts';
import { completeIntake } from './complete-intake.ts';
import { holdIntake } from './require-intake.ts';

/** Under which fonds the records will stand: one of the archives, or a new one that is made when they are. */
const chooseFonds = async (tdb: TenantDb, tenantId: number, input: FinishIntakeInput): Promise<IntakeChange> => {
  const { fondsId, newFonds } = input;
  if (fondsId) {
    const fonds = await findFonds(tdb, tenantId, fondsId);
    if (!fonds) throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
    return { fondsId: fonds.id, newFondsNumber: null, newFondsName: null };
  }
  if (!newFonds) throw new AppError('BAD_INPUT', 'accepted records need a fonds');
  if (await isFondsNumberTaken(tdb, tenantId, newFonds.number))
    throw new AppError('FONDS_NUMBER_TAKEN', `fonds ${newFonds.number} is there already`);
  return { fondsId: null, newFondsNumber: newFonds.number, newFondsName: newFonds.name };
};

/**
 * 办结接收: every record is decided. A short list is done at once, a long one by a worker. Where records cannot be taken
 * in nothing is, and the intake waits for another decision on them.
 */
export const finishIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FinishIntakeInput,
  objects: ObjectStore,
): Promise<{ jobId: string | null; stopped: number }> => {
  const { tenantId } = scope;
  refuseClassified(input.receivedByName, input.place, input.newFonds?.name);
  const intake = await holdIntake(tdb, tenantId, input.intakeId, ['pending_review', 'accepting']);
  const counts = await countDecisions(tdb, tenantId, intake.id);
  if (counts.open > 0)
    throw new AppError('INTAKE_NOT_DECIDED', `${counts.open} records are open`, { open: counts.open });
  const isFresh = intake.state === 'pending_review';
  const fonds = isFresh && counts.accepted > 0 ? await chooseFonds(tdb, tenantId, input) : {};
  const named = { decidedByName: input.receivedByName, place: input.place ?? null };
  await updateIntake(tdb, tenantId, intake.id, {
    state: 'accepting',
    errorCode: null,
    ...(isFresh ? named : {}),
    ...fonds,
  });
  if (counts.accepted + counts.returned <= INLINE_TRANSFER) {
    const { stopped } = await completeIntake(tdb, scope, { intakeId: intake.id }, objects);
    return { jobId: null, stopped };
  }
  const jobId = await enqueue(tdb, scope, finishIntakeJob, { intakeId: intake.id });
  await updateIntake(tdb, tenantId, intake.id, { jobId });
  await audit(tdb, scope, {
    action: 'disposition.startFinishing',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { accepted: counts.accepted, returned: counts.returned },
  });
  return { jobId, stopped: 0 };
};
