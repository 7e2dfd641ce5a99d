import { type Kysely, sql } from 'kysely';

/** 外包事由: what the unit lacks to do the work itself, said when a contract is filed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table outsourcing_filing
  add column lacking text[] not null default '{}' check (lacking <@ array['qualification', 'funds', 'equipment', 'people']::text[]),
  add column why text not null default '' check (length(why) <= 500);
`)
    .execute(db);
};
