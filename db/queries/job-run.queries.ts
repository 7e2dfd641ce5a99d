import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';

/** What the queue carries: the way back to the row, nothing else. */
export interface RunKey {
  tenantId: number;
  id: string;
}

/** A job row with what is needed to act in its tenant. */
export interface RunRow extends RunKey {
  name: string;
  payload: unknown;
  state: string;
  attempts: number;
  requestedBy: string | null;
  requestedByName: string | null;
  tenantSlug: string;
  tenantName: string;
  tenantKind: string;
  /** Running, and its worker gave a sign of life lately. */
  isAlive: boolean;
}

/** How long a running job may be silent. A worker gives a sign of life every 15 s. */
const SILENCE = sql`interval '90 seconds'`;
/** How long a bell may go unheard before it is rung again. */
const UNHEARD = sql`interval '2 minutes'`;

/** Longer than any note that is made on a row, far shorter than the work of a worker that has it in its hands. */
const PATIENCE = sql`set local lock_timeout = '2s'`;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes the row for the rest of the transaction. Null: no such row, or another worker has it in its hands. A row that
 * is locked for a moment is waited for: the relay notes that it rang while the bell is already being answered, and a
 * bell that stepped back before that note would not be rung again for two minutes.
 */
export const takeRun = async (sdb: SystemDb, key: RunKey): Promise<RunRow | null> => {
  await PATIENCE.execute(sdb);
  const row = await selectForUpdate(sdb, key).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) return undefined;
    throw error;
  });
  return row ?? null;
};

const selectForUpdate = (sdb: SystemDb, key: RunKey): Promise<RunRow | undefined> =>
  sdb
    .selectFrom('jobRun')
    .innerJoin('tenant', 'tenant.id', 'jobRun.tenantId')
    .where('jobRun.tenantId', '=', key.tenantId)
    .where('jobRun.id', '=', key.id)
    .select(['jobRun.tenantId', 'jobRun.id', 'jobRun.name', 'jobRun.payload', 'jobRun.state', 'jobRun.attempts'])
    .select(['jobRun.requestedBy', 'jobRun.requestedByName'])
    .select(['tenant.slug as tenantSlug', 'tenant.name as tenantName', 'tenant.kind as tenantKind'])
    .select(
      sql<boolean>`job_run.state = 'running' and coalesce(job_run.rung_at > now() - ${SILENCE}, false)`.as('isAlive'),
    )
    .forUpdate('jobRun')
    .executeTakeFirst();

/** Counts an attempt. Committed before the work starts, so that a job that kills its process is counted too. */
export const beginRun = async (sdb: SystemDb, key: RunKey, state: 'owed' | 'running'): Promise<number> => {
  const { attempts } = await sdb
    .updateTable('jobRun')
    .set({ state, attempts: sql`attempts + 1`, startedAt: sql`now()`, rungAt: sql`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .returning('attempts')
    .executeTakeFirstOrThrow();
  return attempts;
};

/** Locks the row beside the work. False: done, cancelled, or begun again by another worker. */
export const lockRun = async (tdb: TenantDb, key: RunKey, attempt: number): Promise<boolean> => {
  const row = await tdb
    .selectFrom('jobRun')
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('attempts', '=', attempt)
    .where('state', 'in', ['owed', 'running'])
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
};

const open = (db: TenantDb | SystemDb, key: RunKey, attempt: number) =>
  (db as SystemDb)
    .updateTable('jobRun')
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('attempts', '=', attempt)
    .where('state', 'in', ['owed', 'running'])
    .returning('id');

/** False: the row no longer belongs to this attempt. */
export const finishRun = async (
  db: TenantDb | SystemDb,
  key: RunKey,
  attempt: number,
  result: unknown,
): Promise<boolean> => {
  const row = await open(db, key, attempt)
    .set({ state: 'done', finishedAt: sql`now()`, result: JSON.stringify(result ?? null) })
    .set({ errorCode: null, errorDetail: null })
    .executeTakeFirst();
  return row !== undefined;
};

/** False: the row no longer belongs to this attempt. */
export const failRun = async (
  db: TenantDb | SystemDb,
  key: RunKey,
  attempt: number,
  failure: { code: string; detail: string; retryInSeconds: number | null },
): Promise<boolean> => {
  const seconds = failure.retryInSeconds;
  const update = open(db, key, attempt).set({ errorCode: failure.code, errorDetail: failure.detail.slice(0, 2000) });
  const row = await (seconds === null
    ? update.set({ state: 'failed', finishedAt: sql`now()` })
    : update.set({ state: 'owed', rungAt: null, availableAt: sql`now() + make_interval(secs => ${seconds})` })
  ).executeTakeFirst();
  return row !== undefined;
};

/** Gives a job back unfinished because its worker stops; that is not an attempt. */
export const releaseRun = async (sdb: SystemDb, key: RunKey, attempt: number): Promise<void> => {
  await open(sdb, key, attempt)
    .set({ state: 'owed', rungAt: null, availableAt: sql`now()`, attempts: sql`attempts - 1` })
    .execute();
};

/** A sign of life. False: cancelled, or begun again by another worker, so that this one must stop. */
export const beatRun = async (
  sdb: SystemDb,
  key: RunKey,
  attempt: number,
  progress?: { done: number; total: number | null },
): Promise<boolean> => {
  const update = open(sdb, key, attempt).set({ rungAt: sql`now()` });
  const row = await (progress
    ? update.set({ progressDone: progress.done, progressTotal: progress.total })
    : update
  ).executeTakeFirst();
  return row !== undefined;
};

export interface OwedRun extends RunKey {
  name: string;
  attempts: number;
}

/** Rows that are owed, due and not rung lately. Rows in a worker's hands are passed over. */
export const listOwedRuns = async (sdb: SystemDb, limit: number): Promise<OwedRun[]> =>
  sdb
    .selectFrom('jobRun')
    .where('state', '=', 'owed')
    .where('availableAt', '<=', sql<string>`now()`)
    .where((eb) => eb.or([eb('rungAt', 'is', null), eb('rungAt', '<', sql<string>`now() - ${UNHEARD}`)]))
    .orderBy('availableAt')
    .limit(limit)
    .select(['tenantId', 'id', 'name', 'attempts'])
    .forUpdate()
    .skipLocked()
    .execute();

/**
 * Notes that the bell was rung. It is rung first and noted afterwards: the other way round a crash in between would
 * leave the job silent. A row that a worker has taken up meanwhile is left alone.
 */
export const markRung = async (sdb: SystemDb, rows: readonly Omit<OwedRun, 'name'>[]): Promise<void> => {
  await sql`update job_run set rung_at = now() where (tenant_id, id) in (
    select j.tenant_id, j.id from job_run j
    join unnest(${rows.map((row) => row.tenantId)}::int[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.attempts)}::int[]) as r (tenant_id, id, attempts)
      on j.tenant_id = r.tenant_id and j.id = r.id and j.attempts = r.attempts
    where j.state = 'owed' for update of j skip locked)`.execute(sdb);
};

/** Running rows that fell silent are owed again. Answers how many. */
export const reviveSilentRuns = async (sdb: SystemDb): Promise<number> => {
  const rows =
    await sql`update job_run set state = 'owed', rung_at = null, available_at = now() where (tenant_id, id) in (
    select tenant_id, id from job_run where state = 'running' and coalesce(rung_at, created_at) < now() - ${SILENCE}
    for update skip locked) returning id`.execute(sdb);
  return rows.rows.length;
};

/** Expired sessions, and answers kept for repeated requests that nobody repeats any more. */
export const purgeExpired = async (sdb: SystemDb): Promise<{ sessions: number; idempotencyKeys: number }> => {
  const sessions = await sdb
    .deleteFrom('loginSession')
    .where((eb) => eb.or([eb('expiresAt', '<', sql<string>`now()`), eb('endsAt', '<', sql<string>`now()`)]))
    .executeTakeFirst();
  const keys = await sdb
    .deleteFrom('idempotencyKey')
    .where('createdAt', '<', sql<string>`now() - interval '7 days'`)
    .executeTakeFirst();
  return { sessions: Number(sessions.numDeletedRows), idempotencyKeys: Number(keys.numDeletedRows) };
};
