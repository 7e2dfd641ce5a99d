import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { countRelations, listRelations } from '@/db/queries/archive-relation.queries';
import { type RelationPage, type RelationsInput, relationView } from '@/server/domain/archive/item-relation';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** 关联档案 of one record, the latest first. */
export const listItemRelations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RelationsInput,
): Promise<RelationPage> => {
  const { tenantId } = scope;
  const { itemId, direction, limit } = input;
  if (!(await findItem(tdb, tenantId, itemId)))
    throw new AppError('NOT_FOUND', `record ${itemId} is not in tenant ${tenantId}`);
  const after = decodeCursor(cursorKey, input.cursor);
  const rows = await listRelations(tdb, tenantId, itemId, { after, direction, limit: limit + 1 });
  const total = await countRelations(tdb, tenantId, itemId);
  const cut = { limit, direction, hasCursor: after !== undefined, total };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => relationView.parse(row)), page: page.page };
};
