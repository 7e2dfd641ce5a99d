import type { TenantDb } from '@/db/client';
import { findIntake, type IntakeRow, lockIntake } from '@/db/queries/disposition-intake.queries';
import type { IntakeState } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';

export const requireIntake = async (tdb: TenantDb, tenantId: number, intakeId: string): Promise<IntakeRow> => {
  const intake = await findIntake(tdb, tenantId, intakeId);
  if (!intake) throw new AppError('NOT_FOUND', `intake ${intakeId} is not in tenant ${tenantId}`);
  return intake;
};

/** The intake, held until the transaction ends, in one of the states in which the act makes sense. */
export const holdIntake = async (
  tdb: TenantDb,
  tenantId: number,
  intakeId: string,
  states: readonly IntakeState[],
): Promise<IntakeRow> => {
  const intake = await lockIntake(tdb, tenantId, intakeId);
  if (!intake) throw new AppError('NOT_FOUND', `intake ${intakeId} is not in tenant ${tenantId}`);
  if (!states.includes(intake.state as IntakeState))
    throw new AppError('TRANSFER_STATE_WRONG', `intake ${intakeId} is ${intake.state}`);
  return intake;
};
