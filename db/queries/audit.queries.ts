import { sql } from 'kysely';
import type { GrantDb, SystemDb, TenantDb } from '../client.ts';

export interface AuditEventInsert {
  tenantId: number;
  id: string;
  actorAccountId: string | null;
  actorName: string;
  actorTenantId: number;
  actorTenantName: string;
  action: string;
  objectKind: string;
  objectId: string | null;
  objectLabel: string | null;
  detail: Record<string, unknown>;
  requestId: string | null;
}

export const insertAuditEvents = async (
  db: TenantDb | SystemDb,
  events: readonly AuditEventInsert[],
): Promise<void> => {
  if (events.length === 0) return;
  await db
    .insertInto('auditEvent')
    .values(events.map((event) => ({ ...event, detail: JSON.stringify(event.detail) })))
    .execute();
};

/** One event in the log of each unit that the given grants open. The database refuses when one of them is not live. */
export const insertGrantReadEvents = async (
  db: GrantDb,
  event: {
    grantIds: readonly string[];
    recordClass: string;
    action: string;
    objectKind: string;
    objectId: string | null;
    objectLabel: string | null;
    detail: Record<string, unknown>;
    requestId: string;
  },
): Promise<void> => {
  await sql`select audit_grant_read(${event.grantIds as string[]}::uuid[], ${event.recordClass}, ${event.action}, ${event.objectKind},
    ${event.objectId}, ${event.objectLabel}, ${JSON.stringify(event.detail)}::jsonb, ${event.requestId})`.execute(db);
};
