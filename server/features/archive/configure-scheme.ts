import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFonds, listSchemeRows, upsertScheme } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ConfigureSchemeInput, SchemeView } from '@/server/domain/archive/classification-scheme';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** 分类方案: sets the template that numbers a category from a year on. What is numbered already keeps its code. */
export const configureScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfigureSchemeInput,
): Promise<SchemeView> => {
  const fonds = await findFonds(tdb, scope.tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const { templateCode, yearFrom } = input;
  const categoryCode = topCategoryCode(input.categoryCode);
  const row = { tenantId: scope.tenantId, id: uuidv7(), fondsId: fonds.id, categoryCode, templateCode, yearFrom };
  const scheme = await upsertScheme(tdb, row);
  await audit(tdb, scope, {
    action: 'archive.configureScheme',
    objectKind: 'classification_scheme',
    objectId: scheme.id,
    objectLabel: `${fonds.number} ${categoryCode} ${yearFrom}`,
    detail: { templateCode },
  });
  return scheme;
};

/** All schemes of the unit. */
export const listSchemes = (tdb: TenantDb, scope: TenantScope): Promise<SchemeView[]> =>
  listSchemeRows(tdb, scope.tenantId);
