import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findLastMadeFile, type HistoryRow, listHistoryRows } from '@/db/queries/archive-history.queries';
import { findItem } from '@/db/queries/archive-item.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import {
  HISTORY_ACTIONS,
  type HistoryEntry,
  type HistoryInput,
  type HistoryPage,
  historyEntry,
  historyFieldName,
  historyFieldValue,
} from '@/server/domain/archive/item-history';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { personOf } from './save-draft.ts';

const cursorKey = z.tuple([z.string(), z.string()]);
const EXPORT = 'archive.exportHistory';

const textOf = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

const toEntry = (row: HistoryRow): HistoryEntry =>
  historyEntry.parse({
    ...row,
    changes: Object.entries(row.changes ?? {}).map(([field, change]) => ({
      field,
      from: textOf(change?.from),
      to: textOf(change?.to),
    })),
  });

const requireItem = async (tdb: TenantDb, tenantId: number, id: string) => {
  const row = await findItem(tdb, tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `record ${id} is not in tenant ${tenantId}`);
  return row;
};

/** 沿革: everything that happened to a record and by whom, newest first, however much it is. */
export const listHistory = async (tdb: TenantDb, scope: TenantScope, input: HistoryInput): Promise<HistoryPage> => {
  await requireItem(tdb, scope.tenantId, input.id);
  const after = decodeCursor(cursorKey, input.cursor);
  const { kind, direction, limit } = input;
  const rows = await listHistoryRows(tdb, scope.tenantId, input.id, { kind, after, direction, limit: limit + 1 });
  const cut = { limit, direction, hasCursor: after !== undefined, total: null };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.at, row.id]));
  return { rows: page.rows.map(toEntry), page: page.page };
};

const PAGE = 500;

async function* workbookRows(tdb: TenantDb, tenantId: number, itemId: string, nameOf: (field: string) => string) {
  let after: readonly [string, string] | undefined;
  for (;;) {
    const rows = await listHistoryRows(tdb, tenantId, itemId, { after, direction: 'after', limit: PAGE });
    for (const row of rows) {
      const entry = toEntry(row);
      const lines = entry.changes.length > 0 ? entry.changes : [{ field: '', from: null, to: null }];
      for (const { field, from, to } of lines)
        yield [
          entry.at,
          HISTORY_ACTIONS[entry.action]?.zh ?? entry.action,
          entry.actorName,
          entry.actorTenantName,
          entry.subject,
          nameOf(field),
          historyFieldValue(field, from),
          historyFieldValue(field, to),
          entry.reason,
        ];
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = [last.at, last.id];
  }
}

const HEADINGS = ['时间', '操作', '经手人', '单位', '对象', '栏目', '原值', '新值', '理由'];

/** The whole life of one record as a workbook. Text cells only: nothing in it can run as a formula. */
export const exportHistory = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { id: string },
): Promise<{ objectId: string }> => {
  personOf(scope);
  const item = await requireItem(tdb, scope.tenantId, input.id);
  const category = item.subcategoryCode ? `${item.categoryCode}·${item.subcategoryCode}` : item.categoryCode;
  const received = await storeWorkbook(objects, scope.tenantId, {
    fileName: `沿革-${item.referenceCode.replace(/[^\p{L}\p{N}-]/gu, '-')}.xlsx`,
    sheetName: '沿革',
    headings: HEADINGS,
    rows: workbookRows(tdb, scope.tenantId, item.id, (field) => historyFieldName(field, category)),
  });
  const stored = await registerUpload(tdb, scope, received);
  await audit(tdb, scope, {
    action: EXPORT,
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
    detail: { objectId: stored.id },
  });
  return { objectId: stored.id };
};

/** The workbook that this person had made last of this record. */
export const downloadHistory = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<FileReference> => {
  const { tenantId, accountId } = personOf(scope);
  const objectId = await findLastMadeFile(tdb, { tenantId, accountId, itemId: input.id, action: EXPORT });
  const object = objectId === null ? null : await findStoredObject(tdb, tenantId, objectId);
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `no workbook of record ${input.id}`);
  return object;
};
