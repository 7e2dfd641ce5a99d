import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countDocumentRows,
  type DocumentFilter,
  listDocumentRows,
  listServices,
  type OfficialDocumentRow,
} from '@/db/queries/official-document.queries';
import {
  type ListDocumentsInput,
  type OfficialDocumentView,
  officialDocumentView,
} from '@/server/domain/inspection/official-document';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const withServices = async (
  tdb: TenantDb,
  scope: TenantScope,
  rows: readonly OfficialDocumentRow[],
): Promise<OfficialDocumentView[]> => {
  const services = await listServices(
    tdb,
    scope.tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    officialDocumentView.parse({ ...row, services: services.filter((service) => service.documentId === row.id) }),
  );
};

/** 文书台账, newest first. */
export const listDocuments = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDocumentsInput,
): Promise<Page<OfficialDocumentView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listDocumentRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDocumentRows(tdb, scope.tenantId, input);
  const createdAt = new Map(rows.map((row) => [row.id, row.createdAt]));
  return cutPage(
    await withServices(tdb, scope, rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (view) => encodeCursor([createdAt.get(view.id) ?? '', view.id]),
  );
};

const WHOLE = { cursor: undefined, direction: 'after', limit: 500 } as const;

/** The documents of one inspection, oldest first: its file as it grew. */
export const listInspectionDocuments = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<OfficialDocumentView[]> => {
  const inspection = await requireInspection(tdb, scope, input.inspectionId);
  const rows = await listDocumentRows(tdb, scope.tenantId, { inspectionId: inspection.id }, WHOLE);
  return withServices(tdb, scope, rows.toReversed());
};

const COLUMNS = [
  { heading: '文书', width: 24 },
  { heading: '文号', width: 22 },
  { heading: '单位', width: 28 },
  { heading: '签发日期', width: 12 },
  { heading: '期限', width: 12 },
  { heading: '条数', width: 8 },
  { heading: '送达日期', width: 12 },
  { heading: '签收人', width: 20 },
  { heading: '经办人', width: 12 },
];

const cellsOf = (view: OfficialDocumentView): (string | number | null)[] => {
  const served = view.services.at(-1);
  return [
    view.title,
    view.documentNumber,
    view.subjectName,
    view.issuedOn,
    view.dueOn,
    view.demandCount,
    served?.servedOn ?? null,
    served?.refused ? '拒签' : (served?.receiverName ?? null),
    view.createdByName,
  ];
};

/** 文书台账 as a workbook, of what the filters leave. */
export const exportDocuments = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DocumentFilter,
): Promise<FileReference> => {
  const rows = await listDocumentRows(tdb, scope.tenantId, input, { ...WHOLE, limit: EXPORT_ROWS });
  return exportTable(tdb, scope, objects, {
    action: 'documents.export',
    objectKind: 'official_document',
    fileName: `执法文书台账_${scope.tenantName}.xlsx`,
    sheetName: '执法文书台账',
    columns: COLUMNS,
    rows: (await withServices(tdb, scope, rows)).map(cellsOf),
  });
};
