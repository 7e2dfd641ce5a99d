import type { TenantDb } from '@/db/client';
import { listSchemeRows } from '@/db/queries/archive-scheme.queries';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import type { TenantScope } from '@/server/tenancy/scope';

/** 分类方案 of all fonds of the unit, with the structures of its own templates. */
export const listSchemes = (tdb: TenantDb, scope: TenantScope): Promise<SchemeView[]> =>
  listSchemeRows(tdb, scope.tenantId);
