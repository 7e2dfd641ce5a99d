import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countOwnResults, listOwnResults as listOwnResultRows } from '@/db/queries/exam-own-result.queries';
import {
  type ExportOwnResultsInput,
  type ListOwnResultsInput,
  type OwnResultView,
  ownResultView,
} from '@/server/domain/exam/own-result';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { minuteOf } from './minute.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/**
 * 本单位成绩: what the own people have handed in, to whichever organiser. A unit that answers for the hours of its people
 * has to know who passed; it never learns anything of another unit's people, nor what anybody answered.
 */
export const listOwnResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListOwnResultsInput,
): Promise<Page<OwnResultView>> => {
  const { direction, limit, ...filter } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listOwnResultRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countOwnResults(tdb, scope.tenantId, filter);
  return cutPage(
    ownResultView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.handedInAt, row.id]),
  );
};

const COLUMNS = [
  { heading: '考试名称', width: 32 },
  { heading: '举办单位', width: 26 },
  { heading: '姓名', width: 12 },
  { heading: '第几次', width: 8 },
  { heading: '得分', width: 8 },
  { heading: '满分', width: 8 },
  { heading: '合格线', width: 8 },
  { heading: '是否合格', width: 10 },
  { heading: '交卷时间', width: 18 },
];

/** 本单位成绩 as a workbook, of what the filters leave. */
export const exportOwnResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ExportOwnResultsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = ownResultView.array().parse(await listOwnResultRows(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'exam.exportOwnResults',
    objectKind: 'exam_attempt',
    fileName: '本单位考试成绩.xlsx',
    sheetName: '成绩',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.title,
      row.ownerName,
      row.personName,
      row.number,
      row.score,
      row.totalPoints,
      row.passPoints,
      row.isPassed ? '合格' : '不合格',
      minuteOf(row.handedInAt),
    ]),
  });
};
