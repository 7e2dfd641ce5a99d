import { type Kysely, sql } from 'kysely';

/** 保存的视图 of the search across units under grants. What it finds is still what the grants open on the day. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table saved_view drop constraint saved_view_screen_check;
alter table saved_view add constraint saved_view_screen_check check (screen in ('archives', 'search', 'granted_search'));
`)
    .execute(db);
};
