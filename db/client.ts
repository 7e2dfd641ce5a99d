import { AsyncLocalStorage } from 'node:async_hooks';
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { roleUrl } from './role-urls.ts';
import type { DB } from './schema.gen.ts';

/*
 * The one place where a connection is opened. A query takes one of three branded handles, so that a bare connection
 * does not compile, and every handle is one transaction whose tenant is set inside the transaction.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = Transaction<DB> & { readonly [brand]: Name };
/** One tenant: reads and writes its rows, and reads what was dispatched to it. */
export type TenantDb = Branded<'tenant'>;
/** Reads under live grants. The database role behind it cannot write, but for the audit events of what it read. */
export type GrantDb = Branded<'grant'>;
/** What belongs to no tenant: accounts, sessions, the directory, the relay, the sealer. */
export type SystemDb = Branded<'system'>;

export interface Pools {
  app: Kysely<DB>;
  reader: Kysely<DB>;
  system: Kysely<DB>;
  /** The application role's driver pool, for COPY. */
  appPool: pg.Pool;
  /** The system role's driver pool, for Lucia's adapter, which speaks to pg itself. */
  systemPool: pg.Pool;
  close(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP_TZ = 1184;

/** int8 as number (ours stay below 2^53), date as 'YYYY-MM-DD', timestamptz(3) as ISO text: rows are safe for JSON. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (value: string) => value;
    if (oid === TIMESTAMP_TZ) return (value: string) => new Date(value).toISOString();
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** A pool that survives a restart of the server: without the handler an idle client's error ends the process. */
export const createPool = (url: string, options: pg.PoolConfig = {}): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    ...options,
  });
  pool.on('error', () => undefined);
  // A connection that the server ends in the middle of a transaction fails that transaction, not the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

export const createDb = (pool: pg.Pool): Kysely<DB> =>
  new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });

/** Opens the three roles' pools for the database behind the administrator's URL. */
export const createPools = (adminUrl: string, size = 10): Pools => {
  const limits = { statement_timeout: 60_000, idle_in_transaction_session_timeout: 120_000 };
  const appPool = createPool(roleUrl(adminUrl, 'lantai_app'), { max: size, ...limits });
  const readerPool = createPool(roleUrl(adminUrl, 'lantai_reader'), { max: Math.max(4, size / 2), ...limits });
  const systemPool = createPool(roleUrl(adminUrl, 'lantai_system'), { max: Math.max(4, size / 2), ...limits });
  const [app, reader, system] = [createDb(appPool), createDb(readerPool), createDb(systemPool)];
  return {
    app,
    reader,
    system,
    appPool,
    systemPool,
    close: async () => {
      await Promise.all([app.destroy(), reader.destroy(), system.destroy()]);
    },
  };
};

/** What a transaction is opened for. Minted in `server/tenancy/mint-scope.ts` only. */
export interface TransactionScope {
  readonly tenantId: number;
  readonly accountId: string | null;
}

/** Work that must wait until the surrounding transaction has committed, such as ringing the queue. */
const afterCommit = new AsyncLocalStorage<(() => void)[]>();
export const onCommit = (run: () => void): void => {
  afterCommit.getStore()?.push(run);
};

/**
 * Opens a transaction with its settings in one message: on a list of fifty rows the saved round trip is a tenth of
 * the whole. The settings are local to the transaction, so that nothing leaks to the next user of the connection.
 */
const inTransaction = async <T>(
  db: Kysely<DB>,
  settings: string,
  run: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> => {
  const waiting: (() => void)[] = [];
  const result = await db.connection().execute(async (connection) => {
    await sql.raw(`begin; ${settings}`).execute(connection);
    try {
      const done = await afterCommit.run(waiting, () => run(connection as Transaction<DB>));
      await sql`commit`.execute(connection);
      return done;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
  for (const task of waiting) {
    task();
  }
  return result;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Written into the statement, so nothing but a number and a UUID may come through. */
const settingsOf = (scope: TransactionScope): string => {
  if (!Number.isSafeInteger(scope.tenantId)) throw new Error('a scope without a tenant');
  if (scope.accountId !== null && !UUID.test(scope.accountId)) throw new Error('a scope with a damaged account');
  return `select set_config('app.tenant', '${scope.tenantId}', true), set_config('app.account', '${scope.accountId ?? ''}', true), set_config('app.read_tenants', '', true)`;
};

export const withTenantDb = async <T>(
  pools: Pools,
  scope: TransactionScope,
  run: (tdb: TenantDb) => Promise<T>,
): Promise<T> => inTransaction(pools.app, settingsOf(scope), (trx) => run(trx as TenantDb));

export const withGrantDb = async <T>(
  pools: Pools,
  scope: TransactionScope,
  run: (gdb: GrantDb) => Promise<T>,
): Promise<T> => inTransaction(pools.reader, settingsOf(scope), (trx) => run(trx as GrantDb));

export const withSystemDb = <T>(pools: Pools, run: (sdb: SystemDb) => Promise<T>): Promise<T> =>
  inTransaction(pools.system, '', (trx) => run(trx as SystemDb));
