import type { TenantDb } from '@/db/client';
import { findBatch } from '@/db/queries/archive-import.queries';
import { findItem, type ItemEventRow, listItemEvents } from '@/db/queries/archive-item.queries';
import { type ItemDetailView, type ItemEventView, itemView } from '@/server/domain/archive/archive-record';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

const HISTORY = 100;

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

const toEventView = (row: ItemEventRow): ItemEventView => {
  const { reason, changes } = (row.detail ?? {}) as {
    reason?: unknown;
    changes?: Record<string, { from?: unknown; to?: unknown }>;
  };
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actorName: row.actorName,
    actorTenantName: row.actorTenantName,
    isGrantRead: row.grantId !== null,
    reason: row.grantId === null ? textOf(reason) : null,
    changes: Object.entries(changes ?? {}).map(([field, change]) => ({
      field,
      from: textOf(change.from),
      to: textOf(change.to),
    })),
  };
};

/** A record with its history, which is its part of the audit log, and with the import that it came with. */
export const getItem = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<ItemDetailView> => {
  const row = await findItem(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${scope.tenantId}`);
  const events = await listItemEvents(tdb, scope.tenantId, row.id, HISTORY);
  const batch = row.importBatchId === null ? undefined : await findBatch(tdb, scope.tenantId, row.importBatchId);
  return {
    item: itemView.parse(row),
    history: events.map(toEventView),
    origin:
      batch && row.importRow !== null
        ? { batchId: batch.id, fileName: batch.fileName, rowNumber: row.importRow }
        : null,
  };
};
