import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertVisit } from '@/db/queries/use.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { RegisterVisitInput, VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

/** Enters one reception in the register. Who enters it is the 接待人. */
export const registerVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterVisitInput,
): Promise<VisitView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a reception is registered by a person');
  refuseClassified(input.subject, input.visitorUnit, input.visitorName);
  const row = await insertVisit(tdb, {
    ...input,
    visitorUnit: input.visitorUnit ?? null,
    tenantId: scope.tenantId,
    id: uuidv7(),
    handlerName: scope.actorName,
    createdBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'use.registerVisit',
    objectKind: 'reading_visit',
    objectId: row.id,
    objectLabel: `${row.visitedOn} ${row.visitorName}`,
    detail: { channel: row.channel, personCount: row.personCount },
  });
  return toVisitView(row);
};
