import { type Kysely, sql } from 'kysely';

/** 卷内备考表 of a volume: what was found when it was put together, by whom, and who looked it over. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- {situation, arranger, arrangedOn, checker, checkedOn}; null where nothing was said.
alter table archive_item add file_note jsonb check (file_note is null or (jsonb_typeof(file_note) = 'object' and level <> 'piece'));
`)
    .execute(db);
};
