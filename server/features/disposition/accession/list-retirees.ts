import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countRetireeRows,
  listRetireeRows,
  type RetireeRow,
  sumRetirees,
} from '@/db/queries/disposition-retiree.queries';
import {
  type ListRetireesInput,
  type RetireeFilter,
  type RetireePage,
  retireePage,
  retireeView,
} from '@/server/domain/disposition/accession';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { OWNERSHIP_WORDS } from './words.ts';

const byName = z.tuple([z.string(), uuid]);

/** 退休人员姓名索引, with the sums of each ownership level. */
export const listRetirees = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRetireesInput,
): Promise<RetireePage> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byName, input.cursor);
  const rows = await listRetireeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countRetireeRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<RetireeRow>(rows, cut, (row) => encodeCursor([row.personName, row.id]));
  const levels = (await sumRetirees(tdb, scope.tenantId, input)).filter((level) => level.ownership !== null);
  return retireePage.parse({ rows: page.rows, page: page.page, levels });
};

/** 退休人员名册 of what the filters leave, identity numbers masked as they are kept. */
export const exportRetirees = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: RetireeFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listRetireeRows(tdb, scope.tenantId, filter, page)).map((row) => retireeView.parse(row));
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportRetirees',
    objectKind: 'accession',
    fileName: `退休人员名册_${scope.tenantName}.xlsx`,
    sheetName: '退休人员名册',
    columns: [
      { heading: '姓名', width: 12 },
      { heading: '身份证号', width: 22 },
      { heading: '企业', width: 32 },
      { heading: '隶属关系', width: 20 },
      { heading: '卷数', width: 8 },
      { heading: '卷号', width: 16 },
      { heading: '退休日期', width: 12 },
      { heading: '接收号', width: 14 },
      { heading: '备注', width: 30 },
    ],
    rows: rows.map((row) => [
      row.personName,
      row.idMasked,
      row.enterpriseName,
      row.ownership ? OWNERSHIP_WORDS[row.ownership] : null,
      row.volumeCount,
      row.fileNumber,
      row.retiredOn,
      row.accessionNumber,
      row.remarks,
    ]),
  });
};
