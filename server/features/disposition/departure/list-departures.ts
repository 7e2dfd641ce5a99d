import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countDepartureRows,
  type DepartureRow,
  findDeparture,
  listDepartingRows,
  listDepartureRows,
} from '@/db/queries/disposition-departure.queries';
import {
  type DepartureFilter,
  type DepartureView,
  departureView,
  type ListDeparturesInput,
} from '@/server/domain/disposition/departure';
import type {
  DepartureKind,
  DepartureState,
  DestructionMethod,
} from '@/server/domain/disposition/departure-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const byId = z.tuple([uuid]);

const viewOf = (scope: TenantScope, { itemIds, proposedBy, ...row }: DepartureRow): DepartureView =>
  departureView.parse({ ...row, items: itemIds.length, isOwn: proposedBy === scope.accountId });

/** 移出台账, newest first. */
export const listDepartures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDeparturesInput,
): Promise<Page<DepartureView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byId, input.cursor)?.[0];
  const rows = await listDepartureRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDepartureRows(tdb, scope.tenantId, input);
  const cut = cutPage<DepartureRow>(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.id]),
  );
  return { rows: cut.rows.map((row) => viewOf(scope, row)), page: cut.page };
};

const KIND_WORDS: Readonly<Record<DepartureKind, string>> = { destroyed: '销毁', returned: '退还', moved: '移出' };
const STATE_WORDS: Readonly<Record<DepartureState, string>> = {
  proposed: '待审批',
  done: '已执行',
  declined: '不同意',
};
const METHOD_WORDS: Readonly<Record<DestructionMethod, string>> = {
  shredded: '粉碎',
  pulped: '化浆',
  burned: '焚烧',
  erased: '消磁或删除',
};

export const exportDepartures = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: DepartureFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listDepartureRows(tdb, scope.tenantId, filter, page)).map((row) => viewOf(scope, row));
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDepartures',
    objectKind: 'departure',
    fileName: `移出台账_${scope.tenantName}.xlsx`,
    sheetName: '移出台账',
    columns: [
      { heading: '编号', width: 14 },
      { heading: '方式', width: 8 },
      { heading: '件（卷）数', width: 12 },
      { heading: '依据', width: 30 },
      { heading: '原因', width: 40 },
      { heading: '提出人', width: 12 },
      { heading: '状态', width: 10 },
      { heading: '审批人', width: 12 },
      { heading: '移出日期', width: 12 },
      { heading: '销毁方法', width: 12 },
      { heading: '监销人', width: 20 },
    ],
    rows: rows.map((row) => [
      row.departureNumber,
      KIND_WORDS[row.kind],
      row.items,
      row.basis,
      row.reason,
      row.proposedByName,
      STATE_WORDS[row.state],
      row.decidedByName,
      row.leftOn,
      row.method && METHOD_WORDS[row.method],
      row.witnesses.join('、'),
    ]),
  });
};

/** The list of one departure (of what was destroyed: 销毁清册), record by record. */
export const exportDepartureList = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { departureId: string },
): Promise<FileReference> => {
  const row = await findDeparture(tdb, scope.tenantId, input.departureId);
  if (!row) throw new AppError('NOT_FOUND', `departure ${input.departureId} is not in tenant ${scope.tenantId}`);
  const { kind, leftOn, method, departureNumber } = viewOf(scope, row);
  const items = await listDepartingRows(tdb, scope.tenantId, row.itemIds);
  const name = kind === 'destroyed' ? '销毁清册' : '移出清册';
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDepartureList',
    objectKind: 'departure',
    fileName: `${name}_${departureNumber}_${scope.tenantName}.xlsx`,
    sheetName: name,
    columns: [
      { heading: '序号', width: 8 },
      { heading: '档号', width: 30 },
      { heading: '题名', width: 50 },
      { heading: '年度', width: 8 },
      { heading: '保管期限', width: 10 },
      { heading: '到期日期', width: 12 },
      { heading: '页数', width: 8 },
      { heading: '移出日期', width: 12 },
      { heading: '方式', width: 12 },
    ],
    rows: items.map((item, index) => [
      index + 1,
      item.referenceCode,
      item.title,
      item.filingYear,
      item.retentionCode,
      item.expiresOn,
      item.pageCount,
      leftOn,
      method ? METHOD_WORDS[method] : KIND_WORDS[kind],
    ]),
  });
};
