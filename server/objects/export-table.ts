import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';
import type { ObjectStore } from './object-store.ts';
import { storeUpload } from './store-upload.ts';
import { tableWorkbook, type WorkbookColumn } from './table-workbook.ts';

/** More is refused: a register of this size is exported year by year. */
export const EXPORT_ROWS = 20_000;
const EXPORT_BYTES = 64 * 1024 * 1024;

export interface TableExport {
  /** `feature.export…`, as the audit log has it. */
  action: string;
  objectKind: string;
  fileName: string;
  sheetName: string;
  columns: readonly WorkbookColumn[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** Keeps a register as a workbook and answers where it lies. An export takes data out, so it is audited like a change. */
export const exportTable = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  table: TableExport,
): Promise<FileReference> => {
  if (table.rows.length > EXPORT_ROWS)
    throw new AppError('BATCH_TOO_LARGE', 'too many rows to export', { rows: EXPORT_ROWS });
  const bytes = await tableWorkbook(table.sheetName, table.columns, table.rows);
  const stored = await storeUpload(tdb, scope, objects, {
    stream: bytes,
    fileName: table.fileName,
    maxBytes: EXPORT_BYTES,
    accept: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  });
  await audit(tdb, scope, {
    action: table.action,
    objectKind: table.objectKind,
    objectId: stored.id,
    objectLabel: stored.fileName,
    detail: { rows: table.rows.length, sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
