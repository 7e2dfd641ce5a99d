import { type Kysely, sql } from 'kysely';

/**
 * 二级门类的列表: a list that is narrowed to marriages walks the marriages in the order of their codes, and no longer all
 * that is specialised. Most records have no second level and cost an import nothing here.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create index archive_item_second_level on archive_item (tenant_id, category_code, subcategory_code, code_sort, id)
  where subcategory_code is not null;
`)
    .execute(db);
};
