import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AccessionRecordRow,
  countAccessionRecordRows,
  listAccessionRecordRows,
} from '@/db/queries/disposition-accession-record.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import {
  type AccessionRecordView,
  accessionRecordView,
  type ExportAccessionRecordsInput,
  type ListAccessionRecordsInput,
} from '@/server/domain/disposition/accession';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireAccession } from './require-accession.ts';
import { retentionWord } from './words.ts';

const byCode = z.tuple([z.string(), uuid]);

/** The records that a delivery brought, in the order of their codes. */
export const listAccessionRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAccessionRecordsInput,
): Promise<Page<AccessionRecordView>> => {
  await requireAccession(tdb, scope.tenantId, input.accessionId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listAccessionRecordRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countAccessionRecordRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<AccessionRecordRow>(rows, cut, (row) => encodeCursor([row.codeSort, row.id]));
  return { rows: page.rows.map((row) => accessionRecordView.parse(row)), page: page.page };
};

export const exportAccessionRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportAccessionRecordsInput,
): Promise<FileReference> => {
  const entry = await requireAccession(tdb, scope.tenantId, input.accessionId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listAccessionRecordRows(tdb, scope.tenantId, input, page);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportAccessionRecords',
    objectKind: 'accession',
    fileName: `${entry.accessionNumber}_档案目录.xlsx`,
    sheetName: '档案目录',
    columns: [
      { heading: '档号', width: 32 },
      { heading: '题名', width: 60 },
      { heading: '门类', width: 16 },
      { heading: '年度', width: 8 },
      { heading: '保管期限', width: 10 },
      { heading: '页数', width: 8 },
      { heading: '盒号', width: 10 },
    ],
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      nameOf(row.categoryCode),
      row.filingYear,
      retentionWord(row.retentionCode),
      row.pageCount,
      row.boxNumber,
    ]),
  });
};
