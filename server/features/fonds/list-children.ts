import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { countChildren, listChildren as listChildRows, listRetiredCodes } from '@/db/queries/fonds-codes.queries';
import { type ChildrenInput, type ChildrenView, childView } from '@/server/domain/fonds/inside';
import { type RetiredCodeView, retiredCodeView } from '@/server/domain/fonds/renumbering';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** 卷内件, or the photographs of a group, by code; and the volume that a piece lies in. */
export const listChildren = async (tdb: TenantDb, scope: TenantScope, input: ChildrenInput): Promise<ChildrenView> => {
  const { tenantId } = scope;
  const item = await findItem(tdb, tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  const parent = item.parentId === null ? undefined : await findItem(tdb, tenantId, item.parentId);
  const after = decodeCursor(cursorKey, input.cursor);
  const { direction, limit } = input;
  const rows = await listChildRows(tdb, tenantId, item.id, { direction, after, limit: limit + 1 });
  const { count, pages } = await countChildren(tdb, tenantId, item.id);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: count }, (row) =>
    encodeCursor([row.codeSort, row.id]),
  );
  return {
    rows: page.rows.map((row) => childView.parse(row)),
    page: page.page,
    pages,
    parent: parent ? { id: parent.id, referenceCode: parent.referenceCode, title: parent.title } : null,
  };
};

/** 曾用档号 of a record, oldest first. */
export const listFormerCodes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<RetiredCodeView[]> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  return (await listRetiredCodes(tdb, scope.tenantId, item.id)).map((row) => retiredCodeView.parse(row));
};
