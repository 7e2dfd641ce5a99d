import { sql } from 'kysely';
import { createDb, createPool } from './client.ts';

/**
 * Lets the system role work with the queue's own tables, which the queue's library creates in a schema of its own.
 * The library makes a queue's sequence when it is first used, for which the role would have to own the schema: so it
 * is used here once. Functions are granted because migrations close later functions by default.
 */
export const openQueueSchema = async (adminUrl: string, schema: string, queues: readonly string[]): Promise<void> => {
  const db = createDb(createPool(adminUrl, { max: 1 }));
  const name = sql.id(schema);
  try {
    for (const queue of queues) await sql`select ${name}.next_job_id(${queue})`.execute(db);
    await sql`grant usage on schema ${name} to lantai_system`.execute(db);
    await sql`grant select, insert, update, delete on all tables in schema ${name} to lantai_system`.execute(db);
    await sql`grant usage, select, update on all sequences in schema ${name} to lantai_system`.execute(db);
    await sql`grant execute on all functions in schema ${name} to lantai_system`.execute(db);
  } finally {
    await db.destroy();
  }
};
