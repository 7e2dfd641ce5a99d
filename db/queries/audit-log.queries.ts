import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  objectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  onlyUnderGrant?: boolean | undefined;
  grantId?: string | undefined;
}

export interface AuditEventRow {
  id: string;
  seq: number;
  at: string;
  actorName: string;
  actorTenantName: string;
  action: string;
  objectKind: string;
  objectId: string | null;
  objectLabel: string | null;
  detail: unknown;
  grantId: string | null;
  sealNumber: number | null;
}

const events = (tdb: TenantDb, tenantId: number, filter: AuditFilter) => {
  let query = tdb
    .selectFrom('auditEvent')
    .select(['id', 'seq', 'at', 'actorName', 'actorTenantName', 'action', 'objectKind', 'objectId', 'objectLabel'])
    .select(['detail', 'grantId', 'sealNumber'])
    .where('tenantId', '=', tenantId);
  if (filter.actor) query = query.where('actorName', 'ilike', containing(filter.actor));
  if (filter.action) query = query.where('action', 'like', `${containing(filter.action).slice(1)}`);
  if (filter.objectId) query = query.where('objectId', '=', filter.objectId);
  if (filter.from)
    query = query.where('at', '>=', sql<string>`(${filter.from}::date)::timestamp at time zone 'Asia/Shanghai'`);
  if (filter.to)
    query = query.where('at', '<', sql<string>`(${filter.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  if (filter.onlyUnderGrant) query = query.where('grantId', 'is not', null);
  if (filter.grantId) query = query.where('grantId', '=', filter.grantId);
  return query;
};

/** Newest first. */
export const listAuditRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: AuditFilter,
  page: { cursor: [number] | undefined; direction: Walk; limit: number },
): Promise<AuditEventRow[]> => {
  let query = events(tdb, tenantId, filter);
  if (page.cursor) query = query.where('seq', beyond('desc', page.direction), page.cursor[0]);
  return query
    .orderBy('seq', walkOrder('desc', page.direction))
    .limit(page.limit + 1)
    .execute();
};

export const countAuditRows = async (tdb: TenantDb, tenantId: number, filter: AuditFilter): Promise<number> => {
  const rows = events(tdb, tenantId, filter).clearSelect().select('id').limit(COUNT_CAP);
  const counted = await tdb
    .selectFrom(rows.as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

export interface AuditSealRow {
  sealNumber: number;
  eventCount: number;
  root: string;
  previousHash: string;
  hash: string;
  sealedAt: string;
}

/** Newest first. */
export const listSealRows = (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [number] | undefined; direction: Walk; limit: number },
): Promise<AuditSealRow[]> => {
  let query = tdb
    .selectFrom('auditSeal')
    .select(['sealNumber', 'eventCount', 'root', 'previousHash', 'hash', 'sealedAt'])
    .where('tenantId', '=', tenantId);
  if (page.cursor) query = query.where('sealNumber', beyond('desc', page.direction), page.cursor[0]);
  return query
    .orderBy('sealNumber', walkOrder('desc', page.direction))
    .limit(page.limit + 1)
    .execute();
};
