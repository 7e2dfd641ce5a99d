import { sql } from 'kysely';
import { createDb, createPool } from './client.ts';

/**
 * Lets the system role work with the queue's own tables, which the queue's library creates in a schema of its own.
 * Functions are granted one by one because the application's migrations close the functions of later ones by default.
 */
export const openQueueSchema = async (adminUrl: string, schema: string): Promise<void> => {
  const db = createDb(createPool(adminUrl, { max: 1 }));
  const name = sql.id(schema);
  try {
    await sql`grant usage on schema ${name} to lantai_system`.execute(db);
    await sql`grant select, insert, update, delete on all tables in schema ${name} to lantai_system`.execute(db);
    await sql`grant usage, select, update on all sequences in schema ${name} to lantai_system`.execute(db);
    await sql`grant execute on all functions in schema ${name} to lantai_system`.execute(db);
  } finally {
    await db.destroy();
  }
};
