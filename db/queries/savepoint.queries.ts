import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** Runs a part of the transaction that may fail by itself: what it wrote is undone, the rest of the transaction goes on. */
export const atSavepoint = async <T>(tdb: TenantDb, run: () => Promise<T>): Promise<T> => {
  await sql`savepoint part`.execute(tdb);
  try {
    const done = await run();
    await sql`release savepoint part`.execute(tdb);
    return done;
  } catch (error) {
    await sql`rollback to savepoint part; release savepoint part`.execute(tdb);
    throw error;
  }
};
