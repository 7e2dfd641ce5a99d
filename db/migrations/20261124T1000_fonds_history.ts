import { type Kysely, sql } from 'kysely';

/** 全宗历史: what the unit was and how its records came about, in words; the one part of a fonds card that nobody can count. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('alter table fonds add history text check (length(history) between 1 and 4000)').execute(db);
};
