import { type Kysely, sql } from 'kysely';

/** 时长 of sound and film, found when the bytes come in, so that it goes over to the file like its other facts. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('alter table upload add column duration_ms bigint check (duration_ms > 0);').execute(db);
};
