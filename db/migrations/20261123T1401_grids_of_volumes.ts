import { type Kysely, sql } from 'kysely';

/** 著录表格 of a volume or a group: the draft says into which one its rows are filed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table catalogue_draft
  add parent_id uuid,
  add foreign key (tenant_id, parent_id) references archive_item (tenant_id, id);
`)
    .execute(db);
};
