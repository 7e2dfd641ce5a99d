import { type Kysely, sql } from 'kysely';

/** Who goes on a planned visit, by account: two colleagues of one name are two, and one who changed names is one. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table guidance_visit add column guide_account_ids uuid[] not null default '{}',
  add constraint guidance_visit_accounts_check check (cardinality(guide_account_ids) in (0, cardinality(guides)));
`)
    .execute(db);
};
