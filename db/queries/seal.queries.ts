import { sql } from 'kysely';
import type { SystemDb } from '../client.ts';

/**
 * The cells of an event as text, in the order in which they are hashed: every column of audit_event but seal_number.
 * The stand-alone verifier has the same list; a new column needs a new version of both.
 */
const CELLS = sql.raw(`array[tenant_id::text, id::text, seq::text,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_account_id::text, actor_name,
  actor_tenant_id::text, actor_tenant_name, action, object_kind, object_id, object_label, detail::text,
  grant_id::text, request_id, committed_in::text]`);

export interface SealRow {
  tenantId: number;
  sealNumber: number;
  eventCount: number;
  root: string;
  previousHash: string;
  hash: string;
  sealedAt: string;
}

/** One sealer at a time. The lock ends with the transaction. */
export const trySealLock = async (sdb: SystemDb): Promise<boolean> => {
  const { rows } = await sql<{
    taken: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended('lantai.audit.seal', 0)) as taken`.execute(sdb);
  return rows[0]?.taken ?? false;
};

export const listTenantsToSeal = async (sdb: SystemDb): Promise<number[]> => {
  const rows = await sdb
    .selectFrom('auditEvent')
    .where('sealNumber', 'is', null)
    .select('tenantId')
    .distinct()
    .execute();
  return rows.map((row) => row.tenantId).sort((a, b) => a - b);
};

/**
 * Unsealed events that no open transaction can still precede: those committed before the oldest running transaction,
 * and those that a restore brought from a cluster with higher transaction numbers.
 */
export const listSealable = async (
  sdb: SystemDb,
  tenantId: number,
  limit: number,
): Promise<{ id: string; cells: (string | null)[] }[]> => {
  const { rows } = await sql<{ id: string; cells: (string | null)[] }>`select id, ${CELLS} as cells from audit_event
    where tenant_id = ${tenantId} and seal_number is null
      and (committed_in < pg_snapshot_xmin(pg_current_snapshot()) or committed_in >= pg_snapshot_xmax(pg_current_snapshot()))
    order by seq limit ${limit}`.execute(sdb);
  return rows;
};

export const findLastSeal = async (sdb: SystemDb, tenantId: number): Promise<SealRow | null> => {
  const row = await sdb
    .selectFrom('auditSeal')
    .where('tenantId', '=', tenantId)
    .selectAll()
    .orderBy('sealNumber', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
};

export const readClock = async (sdb: SystemDb): Promise<string> => {
  const { rows } = await sql<{ at: string }>`select clock_timestamp()::timestamptz(3) as at`.execute(sdb);
  return rows[0]?.at ?? new Date().toISOString();
};

export const insertSeal = async (sdb: SystemDb, seal: SealRow, eventIds: readonly string[]): Promise<void> => {
  await sdb.insertInto('auditSeal').values(seal).execute();
  const { numAffectedRows } = await sql`update audit_event set seal_number = ${seal.sealNumber}
    where tenant_id = ${seal.tenantId} and id = any (${eventIds as string[]}::uuid[]) and seal_number is null`.execute(
    sdb,
  );
  if (Number(numAffectedRows ?? 0) !== eventIds.length) throw new Error('another sealer was here');
};

/** The newest seal of every tenant that has one. */
export const listNewestSeals = async (sdb: SystemDb): Promise<SealRow[]> => {
  const { rows } = await sql<SealRow>`select s.* from tenant t cross join lateral (
    select * from audit_seal where tenant_id = t.id order by seal_number desc limit 1) s order by t.id`.execute(sdb);
  return rows;
};
