import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countWaitingDeliveries,
  type DeliveryRow,
  listWaitingDeliveries,
} from '@/db/queries/disposition-delivery.queries';
import type { DeliveryFilter, DeliveryView, ListDeliveriesInput } from '@/server/domain/disposition/intake';
import { transferBody } from '@/server/domain/disposition/transfer';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const byTime = z.tuple([z.iso.datetime(), uuid]);

const shanghaiDay = (instant: string): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

const toView = (row: DeliveryRow): DeliveryView[] => {
  const facts = transferBody.safeParse(row.body);
  if (!facts.success) return [];
  const { batchNumber, round, counts } = facts.data;
  const { dispatchId, senderName, title, dispatchedAt } = row;
  return [{ dispatchId, senderName, title, dispatchedAt, batchNumber, round, itemCount: counts.items }];
};

/** 待接收: deliveries that nobody has begun to examine, oldest first. */
export const listDeliveries = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDeliveriesInput,
): Promise<Page<DeliveryView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listWaitingDeliveries(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countWaitingDeliveries(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<DeliveryRow>(rows, cut, (row) => encodeCursor([row.dispatchedAt, row.dispatchId]));
  return { rows: page.rows.flatMap(toView), page: page.page };
};

export const exportDeliveries = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: DeliveryFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listWaitingDeliveries(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDeliveries',
    objectKind: 'dispatch',
    fileName: `待接收_${scope.tenantName}.xlsx`,
    sheetName: '待接收',
    columns: [
      { heading: '移交单位', width: 32 },
      { heading: '批次号', width: 16 },
      { heading: '批次名称', width: 40 },
      { heading: '第几次', width: 8 },
      { heading: '档案（条）', width: 12 },
      { heading: '送达日期', width: 14 },
    ],
    rows: rows
      .flatMap(toView)
      .map((row) => [
        row.senderName,
        row.batchNumber,
        row.title,
        row.round,
        row.itemCount,
        shanghaiDay(row.dispatchedAt),
      ]),
  });
};
