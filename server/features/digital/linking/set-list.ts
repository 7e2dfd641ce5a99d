import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TenantDb } from '@/db/client';
import { findLinkBatch, updateLinkBatch } from '@/db/queries/link-batch.queries';
import { listListGaps, replaceLinkList } from '@/db/queries/link-list.queries';
import { findStoredObject, type StoredObjectRow } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { type LinkListEntry, linkListColumns, toListEntry } from '@/server/domain/digital/link-list';
import { type LinkListGapPage, linkListGapPage } from '@/server/domain/digital/linking';
import { AppError } from '@/server/domain/shared/app-error';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';

/** More is several batches: a list is read and matched as a whole. */
export const MOST_ENTRIES = 100_000;
const GAPS_AT_ONCE = 200;

const isHeader = (cells: readonly string[]): boolean => {
  const columns = linkListColumns(cells);
  return columns.has('fileName') && columns.has('referenceCode');
};

/** The first row that names files and records. */
const findHeader = (rows: readonly SheetRow[]): HeaderMatch | undefined => {
  const firstIndex = rows.findIndex((row) => isHeader(row.cells));
  const row = rows[firstIndex];
  if (!row) return undefined;
  const columns = row.cells.map((header, index) => ({ index, header: header.trim(), field: null }));
  return { firstIndex, rowCount: 1, columns };
};

/** Reads the list in the child process that reads all strangers' workbooks. */
const readEntries = async (
  objects: ObjectStore,
  object: StoredObjectRow,
): Promise<{ entries: LinkListEntry[]; skipped: number }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-links-'));
  const entries: LinkListEntry[] = [];
  let skipped = 0;
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, await readObject(objects, object), { mode: 0o600 });
    await readWorkbook(filePath, {
      locateHeader: findHeader,
      onRows: async (rows, layout) => {
        const heads: string[] = [];
        for (const column of layout.columns) heads[column.index] = column.header;
        const columns = linkListColumns(heads);
        for (const row of rows) {
          const entry = toListEntry(row.cells, columns, entries.length + 1);
          if (entry) entries.push(entry);
          else skipped += 1;
        }
        if (entries.length > MOST_ENTRIES)
          throw new AppError('BATCH_TOO_LARGE', 'the list is too long', { rows: MOST_ENTRIES });
      },
    });
  } catch (error) {
    // Without the two columns the reader finds no header at all.
    const isHeaderless = error instanceof AppError && error.code === 'WORKBOOK_HAS_NO_HEADER';
    throw isHeaderless ? new AppError('LINK_LIST_WITHOUT_COLUMNS', 'no columns of names and codes') : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (entries.length === 0) throw new AppError('LINK_LIST_WITHOUT_COLUMNS', 'no row names a file and a record');
  return { entries, skipped };
};

/** 上传挂接清单: takes the place of the one before; the next matching follows it. */
export const setLinkList = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string; objectId: string },
): Promise<{ entries: number; skipped: number }> => {
  const { tenantId } = scope;
  const batch = await findLinkBatch(tdb, tenantId, input.batchId, { lock: true });
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.state !== 'collecting' && batch.state !== 'matched')
    throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const object = await findStoredObject(tdb, tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${tenantId}`);
  const { entries, skipped } = await readEntries(objects, object);
  await replaceLinkList(tdb, tenantId, batch.id, entries);
  await updateLinkBatch(tdb, tenantId, batch.id, { listName: object.fileName, listCount: entries.length });
  await audit(tdb, scope, {
    action: 'digital.setLinkList',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { entries: entries.length, skipped, sha256: object.sha256 },
  });
  return { entries: entries.length, skipped };
};

/** What the list names and the batch or the catalogue has not. */
export const listGapsOfList = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; after: number },
): Promise<LinkListGapPage> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  const rows = await listListGaps(tdb, scope.tenantId, batch.id, input.after, GAPS_AT_ONCE + 1);
  const gaps = rows.slice(0, GAPS_AT_ONCE);
  const next = rows.length > GAPS_AT_ONCE ? (gaps.at(-1)?.position ?? null) : null;
  return linkListGapPage.parse({ gaps, next });
};
