import type { TenantDb } from '@/db/client';
import { type AccessionRow, findAccessionRow } from '@/db/queries/disposition-accession.queries';
import { AppError } from '@/server/domain/shared/app-error';

export const requireAccession = async (tdb: TenantDb, tenantId: number, accessionId: string): Promise<AccessionRow> => {
  const row = await findAccessionRow(tdb, tenantId, accessionId);
  if (!row) throw new AppError('NOT_FOUND', `accession ${accessionId} is not in tenant ${tenantId}`);
  return row;
};
