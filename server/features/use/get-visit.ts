import type { TenantDb } from '@/db/client';
import { findVisit } from '@/db/queries/use.queries';
import { listEffectsOfVisit } from '@/db/queries/use-effect.queries';
import { listLines } from '@/db/queries/use-line.queries';
import { findReader } from '@/db/queries/use-reader.queries';
import { maskContact } from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { type VisitDetail, visitDetail } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';

/** One line of the register with what was brought out. Only who works at the desk sees how to reach the reader. */
export const getVisit = async (tdb: TenantDb, scope: TenantScope, input: { visitId: string }): Promise<VisitDetail> => {
  const row = await findVisit(tdb, scope.tenantId, input.visitId);
  if (!row) throw new AppError('NOT_FOUND', `visit ${input.visitId} is not in tenant ${scope.tenantId}`);
  const reader = row.readerId === null ? undefined : await findReader(tdb, scope.tenantId, row.readerId);
  const shown = scope.permissions.has('use.register') ? reader?.contact : maskContact(reader?.contact ?? null);
  return visitDetail.parse({
    ...row,
    lines: await listLines(tdb, scope.tenantId, row.id, row.state === 'void'),
    reader: reader ? { ...reader, contact: shown ?? null } : null,
    effects: await listEffectsOfVisit(tdb, scope.tenantId, row.id),
  });
};
