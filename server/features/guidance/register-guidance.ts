import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertGuidanceEvents } from '@/db/queries/guidance.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterGuidanceInput } from '@/server/domain/guidance/guidance-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

/** Registers one act of guidance, one event for each unit that was guided. Only units below the own one are known. */
export const registerGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterGuidanceInput,
): Promise<{ guidanceIds: string[] }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'guidance is registered by a person');
  refuseClassified(input.topic);
  const { unitTenantIds, hours, ...fields } = input;
  const units = new Map((await listUnitsBelow(tdb)).map((unit) => [unit.tenantId, unit]));
  const rows = [...new Set(unitTenantIds)].map((unitTenantId) => {
    const unit = units.get(unitTenantId);
    if (!unit) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not below ${scope.tenantId}`);
    const subject = { subjectTenantId: unit.tenantId, subjectName: unit.name };
    return {
      tenantId: scope.tenantId,
      id: uuidv7(),
      ...subject,
      ...fields,
      hours: String(hours),
      createdBy: accountId,
    };
  });
  await insertGuidanceEvents(tdb, rows);
  await audit(tdb, scope, {
    action: 'guidance.register',
    objectKind: 'guidance_event',
    objectId: rows[0]?.id ?? null,
    objectLabel: input.topic,
    detail: { units: rows.map((row) => row.subjectName), mode: input.mode, guidedOn: input.guidedOn },
  });
  return { guidanceIds: rows.map((row) => row.id) };
};
