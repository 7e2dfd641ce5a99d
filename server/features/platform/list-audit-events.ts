import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AuditEventRow,
  type AuditFilter,
  countAuditRows,
  listAuditRows,
  listSealRows,
} from '@/db/queries/audit-log.queries';
import type { AuditEventView, AuditSealView, ListAuditEventsInput } from '@/server/domain/platform/audit-log';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.number().int().nonnegative()]);

interface Walking {
  cursor?: string | undefined;
  direction: 'after' | 'before';
  limit: number;
}

const toView = (row: AuditEventRow): AuditEventView => ({
  ...row,
  detail: (row.detail ?? {}) as Record<string, unknown>,
});

/** A page of the tenant's log under any filter of ours. */
export const pageOfEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  filter: AuditFilter,
  walk: Walking,
): Promise<Page<AuditEventView>> => {
  const { limit, direction } = walk;
  const cursor = decodeCursor(cursorKey, walk.cursor);
  const read = await listAuditRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countAuditRows(tdb, scope.tenantId, filter);
  return cutPage(read.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (event) =>
    encodeCursor([event.seq]),
  );
};

/** The whole log for the audit administrator; for the others who may come here, only the looks under grants. */
export const listAuditEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAuditEventsInput,
): Promise<Page<AuditEventView>> => {
  const { cursor, direction, limit, ...filter } = input;
  const onlyUnderGrant = filter.onlyUnderGrant || !scope.permissions.has('audit.read');
  return pageOfEvents(tdb, scope, { ...filter, onlyUnderGrant }, { cursor, direction, limit });
};

/** The chain of seals, newest first. */
export const listAuditSeals = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: Walking,
): Promise<Page<AuditSealView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const read = await listSealRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(read, { limit, direction, hasCursor: cursor !== undefined, total: null }, (seal) =>
    encodeCursor([seal.sealNumber]),
  );
};
