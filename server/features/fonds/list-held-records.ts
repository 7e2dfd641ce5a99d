import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { listDepartmentRows } from '@/db/queries/filing-department.queries';
import {
  countHeldRecords,
  findDeliveryName,
  type HeldRecordRow,
  listHeldRecords,
} from '@/db/queries/fonds-held-record.queries';
import { categoryName } from '@/server/domain/archive/archival-category';
import {
  type HoldingMeasure,
  type HoldingsRowsFilter,
  type HoldingsRowsPage,
  heldRecord,
  type ListHoldingsRowsInput,
} from '@/server/domain/fonds/holdings-analysis';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { listTopics } from './list-categories.ts';

interface Named {
  name: string | null;
  detail: string | null;
}
const UNNAMED: Named = { name: null, detail: null };

/** What the key of an axis stands for. @throws NOT_FOUND when it is nothing that this unit has */
const nameOf = async (tdb: TenantDb, { tenantId }: TenantScope, filter: HoldingsRowsFilter): Promise<Named> => {
  const { by, key } = filter;
  const missing = new AppError('NOT_FOUND', `nothing is held by ${by} ${key}`);
  if (by === 'period' && !/^\d{4}$/.test(key)) throw missing;
  if (by === 'department') {
    const department = (await listDepartmentRows(tdb, tenantId)).find((one) => one.code === key);
    return { name: department?.name ?? key, detail: String(filter.year) };
  }
  if (by !== 'fonds' && by !== 'accession') return UNNAMED;
  if (!z.uuid().safeParse(key).success) throw missing;
  if (by === 'accession') {
    const delivery = await findDeliveryName(tdb, tenantId, key);
    if (!delivery) throw missing;
    return delivery;
  }
  const fonds = await findFonds(tdb, tenantId, key);
  if (!fonds) throw missing;
  return { name: fonds.name, detail: fonds.number };
};

const named = async (tdb: TenantDb, scope: TenantScope, filter: HoldingsRowsFilter): Promise<Named> => {
  if (filter.by !== 'topic' || filter.key === '') return nameOf(tdb, scope, filter);
  const topic = (await listTopics(tdb, scope)).find((one) => one.code === filter.key);
  return { name: topic?.name ?? filter.key, detail: null };
};

/** 馆藏明细: the records that a count of the analysis is made of. */
export const listHoldingsRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor, direction, limit, ...filter }: ListHoldingsRowsInput,
): Promise<HoldingsRowsPage> => {
  const { tenantId } = scope;
  const name = await named(tdb, scope, filter);
  const after = decodeCursor(z.tuple([z.string(), z.uuid()]), cursor);
  const rows = await listHeldRecords(tdb, tenantId, filter, { direction, after, limit: limit + 1 });
  const total = await countHeldRecords(tdb, tenantId, filter);
  const keyOf = (row: HeldRecordRow) =>
    encodeCursor([filter.sort.endsWith('date') ? row.dateSort : row.codeSort, row.id]);
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, keyOf);
  return { rows: cut.rows.map((row) => heldRecord.parse(row)), page: cut.page, ...name };
};

const MEASURE_WORDS: Readonly<Record<HoldingMeasure, string>> = {
  held: '在藏',
  added: '当年增加',
  scanned: '已数字化',
  unscanned: '未数字化',
  linked: '已挂接',
  unlinked: '未挂接',
  texted: '有全文',
  untexted: '无全文',
  incomplete: '著录不全',
  entries: '目录条目',
  volumes: '案卷',
  pieces: '文件',
  groups: '照片组',
  arranged: '已整理',
  numbered: '已编号',
  boxed: '已装盒',
};

/** The same as a workbook. */
export const downloadHoldingsRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: HoldingsRowsFilter,
): Promise<FileReference> => {
  await named(tdb, scope, filter);
  const rows = await listHeldRecords(tdb, scope.tenantId, filter, {
    direction: 'after',
    after: undefined,
    limit: EXPORT_ROWS + 1,
  });
  const word = MEASURE_WORDS[filter.measure];
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportHoldingsRows',
    objectKind: 'archive_item',
    fileName: `馆藏明细_${word}_${scope.tenantName}.xlsx`,
    sheetName: word,
    columns: [
      { heading: '档号', width: 28 },
      { heading: '题名', width: 50 },
      { heading: '责任者', width: 24 },
      { heading: '日期', width: 12 },
      { heading: '页数', width: 8 },
      { heading: '门类', width: 16 },
      { heading: '年度', width: 8 },
      { heading: '盒号', width: 10 },
    ],
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      row.responsibleParty,
      row.documentDate,
      row.pageCount,
      categoryName(row.category),
      row.filingYear,
      row.boxNumber,
    ]),
  });
};
