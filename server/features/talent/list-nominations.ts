import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { countNominationRows, listNominationRows, type NominationRow } from '@/db/queries/talent.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type ExportNominationsInput,
  type ListNominationsInput,
  type NominationView,
  nominationView,
} from '@/server/domain/talent/talent';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const viewsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  rows: readonly NominationRow[],
): Promise<NominationView[]> => {
  const ids = rows.map((row) => row.dispatchId);
  const files = await listDispatchFiles(tdb, scope.tenantId, ids);
  return rows.map((row) =>
    nominationView.parse({ ...row, files: files.filter((file) => file.dispatchId === row.dispatchId) }),
  );
};

/** 收到的推荐, newest first. */
export const listNominations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListNominationsInput,
): Promise<Page<NominationView>> => {
  const { limit, direction, ...filter } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listNominationRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countNominationRows(tdb, scope.tenantId, filter);
  return cutPage(
    await viewsOf(tdb, scope, rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ submittedAt, dispatchId }) => encodeCursor([submittedAt, dispatchId]),
  );
};

const SCHEMES: Readonly<Record<string, string>> = {
  expert: '档案专家',
  craftsman: '档案工匠型人才',
  youth: '青年档案业务骨干',
  model: '最美档案人',
  other: '其他',
};
const STANDINGS: Readonly<Record<string, string>> = {
  received: '待评定',
  voting: '投票中',
  counted: '投票结束，待评定',
  selected: '入选',
  declined: '未入选',
};
const COLUMNS = [
  { heading: '姓名', width: 12 },
  { heading: '单位', width: 28 },
  { heading: '岗位（职务）', width: 20 },
  { heading: '职称', width: 14 },
  { heading: '类别', width: 18 },
  { heading: '年度', width: 8 },
  { heading: '推荐日期', width: 12 },
  { heading: '得票', width: 8 },
  { heading: '结果', width: 16 },
  { heading: '评定意见', width: 40 },
  { heading: '评定日期', width: 12 },
  { heading: '聘期至', width: 12 },
];

/** 推荐人选 as a workbook, of what the filters leave. */
export const exportNominations = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ExportNominationsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listNominationRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'talent.export',
    objectKind: 'talent_nomination',
    fileName: '人才推荐.xlsx',
    sheetName: '人才推荐',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.personName,
      row.subjectName,
      row.post,
      row.jobTitle,
      SCHEMES[row.scheme] ?? row.scheme,
      row.year,
      row.submittedAt.slice(0, 10),
      row.votes,
      STANDINGS[row.standing] ?? row.standing,
      row.reason,
      row.decidedOn,
      row.termEnd,
    ]),
  });
};
